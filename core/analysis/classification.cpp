#include "core/analysis/classification.h"

#include <stdexcept>
#include <vector>

namespace vitrine::analysis {

ClassificationScore classificationScore(std::span<const std::int64_t> predicted,
                                        std::span<const std::int64_t> truth,
                                        std::int64_t classes) {
    if (predicted.size() != truth.size()) {
        throw std::invalid_argument("classificationScore: as many predictions as truths");
    }
    struct Counts {
        std::int64_t hits = 0;
        std::int64_t predicted = 0;
        std::int64_t truth = 0;
    };
    std::vector<Counts> counts(static_cast<std::size_t>(classes));
    ClassificationScore score{.count = static_cast<std::int64_t>(truth.size())};
    std::int64_t hits = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (predicted[i] < 0 || predicted[i] >= classes || truth[i] < 0 || truth[i] >= classes) {
            throw std::invalid_argument("classificationScore: a class out of range");
        }
        const bool hit = predicted[i] == truth[i];
        hits += hit ? 1 : 0;
        counts[static_cast<std::size_t>(truth[i])].hits += hit ? 1 : 0;
        ++counts[static_cast<std::size_t>(predicted[i])].predicted;
        ++counts[static_cast<std::size_t>(truth[i])].truth;
    }
    double sum = 0;
    std::int64_t present = 0;
    for (const Counts& each : counts) {
        if (each.predicted + each.truth > 0) {
            // 2·TP + FP + FN = predicted + truth.
            sum += 2 * static_cast<double>(each.hits) /
                   static_cast<double>(each.predicted + each.truth);
            ++present;
        }
    }
    if (score.count > 0) {
        score.accuracy = static_cast<double>(hits) / static_cast<double>(score.count);
        score.macroF1 = sum / static_cast<double>(present);
    }
    return score;
}

} // namespace vitrine::analysis
