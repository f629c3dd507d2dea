#include "core/neural/generate/processors.h"

#include <ATen/ops/cumsum.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/sort.h>
#include <ATen/ops/topk.h>

#include <algorithm>
#include <limits>
#include <set>

namespace vitrine::neural {

namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

void penaliseRepetition(float* scores, std::span<const std::int64_t> ids, double penalty) {
    const auto factor = static_cast<float>(penalty);
    for (const std::int64_t id : std::set<std::int64_t>(ids.begin(), ids.end())) {
        scores[id] = scores[id] < 0 ? scores[id] * factor : scores[id] / factor;
    }
}

// Bans each token that would complete a stretch of n tokens that is there already.
void banRepeatedNgrams(float* scores, std::span<const std::int64_t> ids, std::int64_t n) {
    const auto size = static_cast<std::size_t>(n);
    if (ids.size() + 1 < size) {
        return;
    }
    const auto tail = ids.last(size - 1);
    for (std::size_t begin = 0; begin + size <= ids.size(); ++begin) {
        if (std::ranges::equal(ids.subspan(begin, size - 1), tail)) {
            scores[ids[begin + size - 1]] = kNever;
        }
    }
}

void force(const at::Tensor& scores, std::int64_t id) {
    scores.fill_(kNever);
    scores[id].fill_(0);
}

at::Tensor nucleus(const at::Tensor& logits, double share) {
    const auto [sorted, order] = at::sort(logits, /*dim=*/0, /*descending=*/false);
    const at::Tensor reached = at::cumsum(at::softmax(sorted, 0), 0);
    at::Tensor out = reached.le(1 - share);
    out[out.size(0) - 1].fill_(false); // one token stays in any case
    return logits.masked_fill(out.scatter(0, order, out), kNever);
}

} // namespace

void applyRules(at::Tensor scores, const WrittenSoFar& text,
                const engine::GenerationOptions& options, const ForcedIds& forced) {
    auto* values = scores.mutable_data_ptr<float>();
    if (options.repetitionPenalty != 1) {
        penaliseRepetition(values, text.ids, options.repetitionPenalty);
    }
    if (options.noRepeatNgram > 0) {
        banRepeatedNgrams(values, text.ids, options.noRepeatNgram);
    }
    if (forced.first && text.written == 0) {
        force(scores, *forced.first);
    }
    if (forced.last && text.written + 1 == text.room) {
        force(scores, *forced.last);
    }
}

at::Tensor warped(const at::Tensor& logits, const engine::GenerationOptions& options) {
    at::Tensor scores = options.temperature == 1 ? logits : logits.div(options.temperature);
    if (options.topK > 0 && options.topK < scores.size(0)) {
        const at::Tensor least = std::get<0>(at::topk(scores, options.topK))[options.topK - 1];
        scores = scores.masked_fill(scores.lt(least), kNever);
    }
    return options.topP < 1 ? nucleus(scores, options.topP) : scores;
}

} // namespace vitrine::neural
