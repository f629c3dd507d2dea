#include "core/neural/generate/writing.h"

#include "core/base/draws.h"

#include <ATen/ops/log_softmax.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/topk.h>

#include <algorithm>
#include <cmath>

namespace vitrine::neural {

namespace {

// Where u in [0, 1) falls among the probabilities.
std::int64_t drawn(const at::Tensor& logits, double u) {
    const at::Tensor shares = at::softmax(logits.to(at::kDouble), 0);
    const auto* share = shares.const_data_ptr<double>();
    std::int64_t last = 0; // with a share: rounding must not lead to one without
    double sum = 0;
    for (std::int64_t id = 0; id < shares.size(0); ++id) {
        if (share[id] > 0) {
            last = id;
            sum += share[id];
            if (u < sum) {
                return id;
            }
        }
    }
    return last;
}

// A run of one text.
class Writer {
public:
    Writer(const WritingRequest& request, const engine::GenerationOptions& options)
        : request_(request)
        , options_(options)
        , ids_(request.prompt)
        , draws_(DrawKey(options.seed, "generate"), 0) {}

    /// Takes the next token of logits [V]; false where the text ends with it.
    bool take(const at::Tensor& logits) {
        at::Tensor scores = logits.to(at::kFloat).clone();
        applyRules(scores,
                   {.ids = ids_,
                    .written = static_cast<std::int64_t>(writing_.ids.size()),
                    .room = request_.room},
                   options_, request_.forced);
        if (options_.sample) {
            scores = warped(scores, options_);
        }
        const std::int64_t id = options_.sample ? drawn(scores, draws_.unitDouble())
                                                : scores.argmax().item<std::int64_t>();
        const at::Tensor probabilities = at::softmax(logits.to(at::kFloat), 0);
        WrittenId written{.id = id,
                          .probability = probabilities[id].item<float>(),
                          .candidates = likeliest(logits, probabilities)};
        ids_.push_back(id);
        writing_.ids.push_back(id);
        writing_.probabilities.push_back(written.probability);
        writing_.candidates.push_back(written.candidates);
        writing_.score += at::log_softmax(scores, 0)[id].item<double>();
        writing_.ended = (request_.end && id == *request_.end) ||
                         (request_.stops && request_.stops(writing_.ids));
        const bool wanted = !request_.onToken || request_.onToken(written);
        return wanted && !writing_.ended;
    }

    [[nodiscard]] Writing done() { return std::move(writing_); }

    [[nodiscard]] std::int64_t last() const { return ids_.back(); }

private:
    [[nodiscard]] std::vector<engine::Candidate> likeliest(const at::Tensor& logits,
                                                           const at::Tensor& probabilities) const {
        std::vector<engine::Candidate> candidates;
        const std::int64_t wanted = std::min(request_.alternatives, logits.size(0));
        if (wanted == 0) {
            return candidates;
        }
        const at::Tensor ids = std::get<1>(at::topk(logits, wanted));
        for (std::int64_t rank = 0; rank < wanted; ++rank) {
            const auto id = ids[rank].item<std::int64_t>();
            candidates.push_back({.id = id,
                                  .logit = logits[id].item<float>(),
                                  .probability = probabilities[id].item<float>()});
        }
        return candidates;
    }

    const WritingRequest& request_;
    const engine::GenerationOptions& options_;
    std::vector<std::int64_t> ids_; ///< prompt included
    Draws draws_;
    Writing writing_;
};

} // namespace

at::Tensor idRow(std::span<const std::int64_t> ids) {
    return at::tensor(at::ArrayRef<std::int64_t>(ids.data(), ids.size()), at::kLong).unsqueeze(0);
}

WritingRequest requestFor(const Network& network, std::vector<std::int64_t> prompt,
                          std::int64_t room) {
    WritingRequest request{.prompt = std::move(prompt),
                           .end = network.endId(),
                           .forced = {},
                           .room = room,
                           .stops = {},
                           .onToken = {}};
    if (const auto ids = network.sequenceIds()) {
        request.forced = {.first = ids->forcedFirst, .last = ids->forcedLast};
    }
    return request;
}

Outcome<Writing> writeText(Decoding& decoding, const WritingRequest& request,
                           const engine::GenerationOptions& options, const Tick& tick) {
    return options.beams > 1 ? searchBeams(decoding, request, options, tick)
                             : writeOn(decoding, request, options, tick);
}

Outcome<Writing> writeOn(Decoding& decoding, const WritingRequest& request,
                         const engine::GenerationOptions& options, const Tick& tick) {
    Writer writer(request, options);
    at::Tensor next = idRow(request.prompt);
    for (std::int64_t written = 0; written < request.room; ++written) {
        if (!tick.update(written, request.room)) {
            return Cancelled{};
        }
        const auto logits = decoding.read(next, LogitsOf::Last, tick.quiet());
        if (!logits) {
            return logits.as<Writing>();
        }
        if (!writer.take((*logits)[0])) {
            break;
        }
        const std::int64_t last = writer.last();
        next = idRow({&last, 1});
    }
    return writer.done();
}

} // namespace vitrine::neural
