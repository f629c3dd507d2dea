#include "core/study/robustness/readouts.h"

#include "core/analysis/divergence.h"

#include <algorithm>
#include <cmath>

namespace vitrine::study {

namespace {

const engine::Prediction* answering(const engine::Trace& trace) {
    const engine::Prediction* first = nullptr;
    for (const engine::Prediction& prediction : trace.predictions()) {
        if (prediction.candidates.empty()) {
            continue;
        }
        if (prediction.position < 0) {
            return &prediction;
        }
        first = first == nullptr ? &prediction : first;
    }
    return first;
}

double probabilityOf(const engine::Prediction& prediction, const std::string& label) {
    const auto found =
        std::ranges::find(prediction.candidates, label, &engine::Candidate::label);
    return found == prediction.candidates.end() ? 0 : static_cast<double>(found->probability);
}

/// Both must list the same labels: a list of the likeliest alone has no divergence.
std::optional<double> divergenceOf(const engine::Prediction& clean,
                                   const engine::Prediction& perturbed) {
    constexpr double kWhole = 1e-3;
    std::vector<double> p;
    std::vector<double> q;
    double sum = 0;
    for (const engine::Candidate& candidate : clean.candidates) {
        p.push_back(static_cast<double>(candidate.probability));
        q.push_back(probabilityOf(perturbed, candidate.label));
        sum += p.back();
    }
    const bool whole = std::abs(sum - 1) < kWhole &&
                       clean.candidates.size() == perturbed.candidates.size();
    const double divergence = whole ? analysis::kullbackLeibler(p, q) : 0;
    return whole && std::isfinite(divergence) ? std::optional(divergence) : std::nullopt;
}

Answer answerFrom(const engine::Prediction& prediction) {
    const engine::Candidate& first = prediction.candidates.front();
    const double second = prediction.candidates.size() > 1
                              ? static_cast<double>(prediction.candidates[1].probability)
                              : 0;
    const auto probability = static_cast<double>(first.probability);
    return {.label = first.label, .probability = probability, .margin = probability - second};
}

} // namespace

std::optional<Answer> answerOf(const engine::Trace& trace) {
    const engine::Prediction* prediction = answering(trace);
    return prediction == nullptr ? std::nullopt : std::optional(answerFrom(*prediction));
}

std::optional<PredictionChange> predictionChange(const engine::Trace& clean,
                                                 const engine::Trace& perturbed) {
    const engine::Prediction* before = answering(clean);
    const engine::Prediction* after = answering(perturbed);
    if (before == nullptr || after == nullptr) {
        return std::nullopt;
    }
    PredictionChange change{.clean = answerFrom(*before), .perturbed = answerFrom(*after)};
    change.flip = change.clean.label != change.perturbed.label;
    change.probability = probabilityOf(*after, change.clean.label);
    change.drop = change.clean.probability - change.probability;
    change.relative = change.clean.probability > 0 ? change.drop / change.clean.probability : 0;
    change.divergence = divergenceOf(*before, *after);
    return change;
}

} // namespace vitrine::study
