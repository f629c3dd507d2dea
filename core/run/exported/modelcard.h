#pragma once

#include "core/base/json.h"
#include "core/run/directory/config.h"
#include "core/run/exported/evaluations.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::run {

/// What is told about a trained model beside its weights.
struct CardFacts {
    RunConfig config;
    Json data;              ///< the recipe of its data, with the licences; null where unknown
    std::int64_t step = 0;  ///< of the exported checkpoint
    std::string dtype;      ///< "F32", "F16"
    std::vector<PastScores> scores;
};

/// metrics.json: every evaluation up to the exported step.
[[nodiscard]] Json metricsOf(const CardFacts& facts);

/// README.md: what the model is, what it was trained on, how well it does, how to train it again.
[[nodiscard]] std::string modelCard(const CardFacts& facts);

} // namespace vitrine::run
