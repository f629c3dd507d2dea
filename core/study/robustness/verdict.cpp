#include "core/study/robustness/verdict.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::study {

namespace {

const engine::Prediction* predictionOf(const engine::Trace& trace, std::string_view task) {
    for (const engine::Prediction& prediction : trace.predictions()) {
        if (prediction.task == task && prediction.position < 0) {
            return &prediction;
        }
    }
    return nullptr;
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// Best first becomes the order of the classes, so that bars keep their places.
void takeClasses(Verdict& answer, std::vector<engine::Candidate> candidates) {
    std::ranges::sort(candidates, {}, &engine::Candidate::id);
    answer.kind = VerdictKind::Classes;
    for (engine::Candidate& candidate : candidates) {
        answer.labels.push_back(std::move(candidate.label));
        answer.scores.push_back(static_cast<double>(candidate.probability));
    }
}

void takePrototypes(Verdict& answer, const PrototypeVectors& prototypes) {
    for (std::size_t label = 0; label < prototypes.labels.size(); ++label) {
        const auto similarity = cosine(answer.embedding, prototypes.means[label]);
        if (!similarity) {
            answer.labels.clear();
            answer.scores.clear();
            return;
        }
        answer.labels.push_back(prototypes.labels[label]);
        answer.scores.push_back(*similarity);
    }
    answer.kind = answer.labels.empty() ? VerdictKind::Embedding : VerdictKind::Prototypes;
}

} // namespace

std::optional<double> cosine(const std::vector<float>& a, const std::vector<float>& b) {
    if (a.empty() || a.size() != b.size()) {
        return std::nullopt;
    }
    const double lengths = std::sqrt(dot(a, a) * dot(b, b));
    return lengths > 0 ? std::optional(dot(a, b) / lengths) : std::nullopt;
}

Outcome<PrototypeVectors> embedPrototypes(engine::Model& model, const LabelSet& set,
                                          const Tick& tick) {
    PrototypeVectors prototypes;
    std::int64_t done = 0;
    std::int64_t total = 0;
    for (const LabelPrototype& label : set.labels) {
        total += static_cast<std::int64_t>(label.texts.size());
    }
    for (const LabelPrototype& label : set.labels) {
        std::vector<float> mean;
        for (const std::string& text : label.texts) {
            auto trace = model.trace({.name = label.label, .text = text}, {}, {});
            if (!trace) {
                return trace.as<PrototypeVectors>();
            }
            const engine::Prediction* embedding = predictionOf(**trace, "embed");
            if (embedding == nullptr) {
                return PrototypeVectors{};
            }
            mean.resize(embedding->vector.size());
            std::ranges::transform(mean, embedding->vector, mean.begin(), std::plus<float>());
            if (!tick.update(++done, total)) {
                return Cancelled{};
            }
        }
        if (const double length = std::sqrt(dot(mean, mean)); length > 0) {
            std::ranges::for_each(mean, [&](float& x) { x /= static_cast<float>(length); });
        }
        prototypes.labels.push_back(label.label);
        prototypes.means.push_back(std::move(mean));
    }
    return prototypes;
}

Verdict verdictOf(const engine::Trace& trace, const PrototypeVectors& prototypes) {
    Verdict answer;
    if (const engine::Prediction* embedding = predictionOf(trace, "embed")) {
        answer.kind = VerdictKind::Embedding;
        answer.embedding = embedding->vector;
        takePrototypes(answer, prototypes);
    }
    const engine::Prediction* classes = predictionOf(trace, "classify");
    if (classes != nullptr && !classes->candidates.empty()) {
        takeClasses(answer, classes->candidates);
    }
    if (!answer.scores.empty()) {
        answer.best = static_cast<std::size_t>(std::ranges::max_element(answer.scores) -
                                               answer.scores.begin());
    }
    return answer;
}

} // namespace vitrine::study
