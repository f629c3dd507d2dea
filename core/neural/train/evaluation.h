#pragma once

#include "core/analysis/classification.h"
#include "core/neural/models/network.h"
#include "core/neural/train/examples/examples.h"

#include <cstdint>

namespace vitrine::neural {

struct EvaluationOptions {
    std::int64_t batch = 64;   ///< samples a forward pass
    std::int64_t classes = 0;
    std::int64_t most = 0;     ///< look at the first so many samples; 0 = all
};

struct Evaluation {
    double loss = 0; ///< mean cross-entropy, nats, without smoothing
    analysis::ClassificationScore score;
};

/// Runs a classifier over the samples in order, epoch 0. Touches neither weights nor gradients.
[[nodiscard]] Outcome<Evaluation> evaluate(const Network& network, const Examples& examples,
                                           const EvaluationOptions& options, const Tick& tick);

} // namespace vitrine::neural
