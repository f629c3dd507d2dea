#pragma once

#include "core/analysis/classification.h"
#include "core/neural/models/network.h"
#include "core/neural/train/examples/examples.h"
#include "core/run/events/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

struct EvaluationOptions {
    std::int64_t batch = 64;   ///< samples a forward pass
    std::int64_t classes = 0;
    std::int64_t most = 0;     ///< look at the first so many samples; 0 = all
};

struct Evaluation {
    double loss = 0; ///< mean cross-entropy of a label, nats, without smoothing
    analysis::ClassificationScore score; ///< over labels
    /// Of texts to be written: the share whose every token is met. Since a wrong token is the first
    /// wrong one given the right ones before it, it is what greedy decoding writes without a fault.
    std::optional<double> exactMatch;
};

/// As events name the values: "eval/loss", "eval/accuracy", "eval/f1" for `part` "eval"; for texts
/// to be written "eval/exact_match" in the place of F1.
[[nodiscard]] std::vector<run::Scalar> scalarsOf(const Evaluation& evaluation,
                                                 const std::string& part);

/// The value of that name; NaN where there is none.
[[nodiscard]] double metricOf(const Evaluation& evaluation, const std::string& name);

/// Runs a network over the samples in order, epoch 0. Touches neither weights nor gradients.
[[nodiscard]] Outcome<Evaluation> evaluate(const Network& network, const Examples& examples,
                                           const EvaluationOptions& options, const Tick& tick);

} // namespace vitrine::neural
