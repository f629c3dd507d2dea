#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/question.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace vitrine::neural {

/// What a tower's states would say after each layer, through the model's own final norm and head:
/// log-probabilities [n + 1, T, classes]. `hidden`: n + 1 tensors [B, T, D], flattened to T.
[[nodiscard]] at::Tensor lensOf(const Readout& readout, const std::vector<at::Tensor>& hidden);

/// How much each layer adds to one logit at one position: W[c] · LN(xˡ − xˡ⁻¹), the norm's mean and
/// scale those of the last state: [n + 1], first what the embedding says; bias apart. They add up
/// to the logit less that bias. Precondition: readout.linear.
struct LayerShares {
    at::Tensor layers; ///< [n + 1]
    double bias = 0;   ///< of the head and of the norm's shift
};

[[nodiscard]] LayerShares layerShares(const Readout& readout, const std::vector<at::Tensor>& hidden,
                                      std::int64_t position, std::int64_t id);

/// The method "logit-lens".
[[nodiscard]] Outcome<engine::Finding> logitLensOf(const Question& question);

} // namespace vitrine::neural
