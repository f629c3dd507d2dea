#include "core/neural/generate/writing.h"

#include <ATen/ops/log_softmax.h>
#include <ATen/ops/topk.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace vitrine::neural {

namespace {

// Lower than any log-probability of a text; what transformers adds to rule a beam out.
constexpr double kOut = -1e9;

struct Beam {
    std::vector<std::int64_t> ids; ///< written so far
    std::vector<float> probabilities;
    double score = kOut; ///< sum of log-probabilities; of a finished one ÷ length^penalty
    bool finished = false;
};

struct Step {
    std::size_t beam = 0; ///< that it goes on from
    std::int64_t id = 0;
    double score = 0;
    bool ends = false;
};

// The best `count` of a list, in the order of their scores.
template <class Entry> std::vector<Entry> bestOf(std::vector<Entry> entries, std::size_t count) {
    std::ranges::stable_sort(entries, std::ranges::greater{}, &Entry::score);
    entries.resize(std::min(count, entries.size()));
    return entries;
}

class BeamSearch {
public:
    BeamSearch(const WritingRequest& request, const engine::GenerationOptions& options)
        : request_(request)
        , options_(options)
        , running_(static_cast<std::size_t>(options.beams))
        , finished_(static_cast<std::size_t>(options.beams)) {
        running_.front().score = 0; // the others begin as copies of it and must not count
    }

    /// One more token of each beam from logits [beams, V]; false where the search is over.
    bool advance(const at::Tensor& logits) {
        const at::Tensor probabilities = at::log_softmax(logits.to(at::kFloat), -1);
        const std::vector<Step> steps = bestSteps(probabilities.clone());
        std::vector<Beam> grown;
        for (const Step& step : steps) {
            grown.push_back(grow(step, probabilities));
        }
        keepFinished(steps, grown);
        goOn(steps, grown);
        const bool stuck = std::ranges::all_of(steps, &Step::ends);
        return !stuck && mayImprove() && !(full() && endsWithFirst());
    }

    /// The row of the cache that each beam goes on from, and the token it reads.
    [[nodiscard]] const std::vector<std::int64_t>& origins() const { return origins_; }

    [[nodiscard]] std::vector<std::int64_t> lastIds() const {
        std::vector<std::int64_t> ids;
        std::ranges::transform(running_, std::back_inserter(ids),
                               [](const Beam& beam) { return beam.ids.back(); });
        return ids;
    }

    [[nodiscard]] Writing best() const {
        const Beam& beam = finished_.front();
        return {.ids = beam.ids,
                .probabilities = beam.probabilities,
                .ended = endsByItself(beam.ids),
                .score = beam.score};
    }

private:
    // The best steps of all beams together: twice as many as beams, so that as many can go on even
    // where the best ones end.
    [[nodiscard]] std::vector<Step> bestSteps(const at::Tensor& scores) const {
        for (std::size_t row = 0; row < running_.size(); ++row) {
            std::vector<std::int64_t> ids = request_.prompt;
            ids.insert(ids.end(), running_[row].ids.begin(), running_[row].ids.end());
            const at::Tensor own = scores[static_cast<std::int64_t>(row)];
            applyRules(own, {.ids = ids, .written = written(), .room = request_.room}, options_,
                       request_.forced);
            own.add_(running_[row].score);
        }
        const std::int64_t vocabulary = scores.size(1);
        const std::int64_t count =
            std::min(2 * static_cast<std::int64_t>(running_.size()), scores.numel());
        const auto [values, indices] = at::topk(scores.flatten(), count);
        std::vector<Step> steps;
        for (std::int64_t rank = 0; rank < count; ++rank) {
            const auto index = indices[rank].item<std::int64_t>();
            Step step{.beam = static_cast<std::size_t>(index / vocabulary),
                      .id = index % vocabulary,
                      .score = values[rank].item<float>()};
            std::vector<std::int64_t> ids = running_[step.beam].ids;
            ids.push_back(step.id);
            step.ends = endsByItself(ids) || written() + 1 == request_.room;
            steps.push_back(step);
        }
        return steps;
    }

    [[nodiscard]] Beam grow(const Step& step, const at::Tensor& logProbabilities) const {
        Beam beam = running_[step.beam];
        beam.ids.push_back(step.id);
        beam.probabilities.push_back(std::exp(
            logProbabilities[static_cast<std::int64_t>(step.beam)][step.id].item<float>()));
        beam.score = step.score;
        return beam;
    }

    // Only the best steps, as many as beams, may end a text; the others are there to go on.
    void keepFinished(const std::vector<Step>& steps, const std::vector<Beam>& grown) {
        if (full() && endsWithFirst()) {
            return;
        }
        const double length = std::pow(static_cast<double>(written() + 1), options_.lengthPenalty);
        for (std::size_t rank = 0; rank < std::min(running_.size(), steps.size()); ++rank) {
            if (steps[rank].ends) {
                Beam beam = grown[rank];
                beam.score /= length;
                beam.finished = true;
                finished_.push_back(std::move(beam));
            }
        }
        finished_ = bestOf(std::move(finished_), running_.size());
    }

    void goOn(const std::vector<Step>& steps, const std::vector<Beam>& grown) {
        struct Candidate {
            std::size_t rank;
            double score;
        };

        std::vector<Candidate> candidates;
        for (std::size_t rank = 0; rank < steps.size(); ++rank) {
            candidates.push_back({rank, steps[rank].score + (steps[rank].ends ? kOut : 0)});
        }
        std::vector<Beam> next;
        origins_.clear();
        for (const Candidate& chosen : bestOf(std::move(candidates), running_.size())) {
            next.push_back(grown[chosen.rank]);
            next.back().score = chosen.score;
            origins_.push_back(static_cast<std::int64_t>(steps[chosen.rank].beam));
        }
        running_ = std::move(next);
    }

    [[nodiscard]] bool mayImprove() const {
        if (!full()) {
            return true;
        }
        const bool longest =
            options_.earlyStopping == engine::EarlyStopping::Never && options_.lengthPenalty > 0;
        const auto length = static_cast<double>(longest ? request_.room : written());
        return running_.front().score / std::pow(length, options_.lengthPenalty) >
               finished_.back().score;
    }

    [[nodiscard]] bool endsByItself(const std::vector<std::int64_t>& ids) const {
        return (request_.end && ids.back() == *request_.end) ||
               (request_.stops && request_.stops(ids));
    }

    [[nodiscard]] bool full() const { return std::ranges::all_of(finished_, &Beam::finished); }

    [[nodiscard]] bool endsWithFirst() const {
        return options_.earlyStopping == engine::EarlyStopping::First;
    }

    [[nodiscard]] std::int64_t written() const {
        return static_cast<std::int64_t>(running_.front().ids.size());
    }

    const WritingRequest& request_;
    const engine::GenerationOptions& options_;
    std::vector<Beam> running_;
    std::vector<Beam> finished_; ///< best first
    std::vector<std::int64_t> origins_;
};

} // namespace

Outcome<Writing> searchBeams(Decoding& decoding, const WritingRequest& request,
                             const engine::GenerationOptions& options, const Tick& tick) {
    BeamSearch search(request, options);
    auto logits = decoding.read(idRow(request.prompt), LogitsOf::Last, tick.quiet());
    if (logits) {
        logits = logits->expand({options.beams, -1});
        decoding.reorder(at::zeros({options.beams}, at::kLong));
    }
    for (std::int64_t written = 0;; ++written) {
        if (!tick.update(written, request.room)) {
            return Cancelled{};
        }
        if (!logits) {
            return logits.as<Writing>();
        }
        if (!search.advance(*logits)) {
            return search.best();
        }
        decoding.reorder(idRow(search.origins()).squeeze(0));
        logits = decoding.read(idRow(search.lastIds()).t(), LogitsOf::Last, tick.quiet());
    }
}

} // namespace vitrine::neural
