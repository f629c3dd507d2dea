#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/explain/input/mixedinput.h"
#include "core/neural/explain/question.h"

#include <vector>

namespace vitrine::neural {

/// Integrated gradients (Sundararajan et al.: 1703.01365) over what enters the towers, m points in
/// the middles of equal steps.
struct IntegratedGradients {
    std::vector<at::Tensor> scores; ///< of each tower [tokens], summed over the width
    double sum = 0;                 ///< Σ of all
    double difference = 0;          ///< y(x) − y(x'), what the sum should be
    std::int64_t steps = 0;

    /// |sum − difference| / |difference|
    [[nodiscard]] double gap() const;
};

[[nodiscard]] Outcome<IntegratedGradients>
integratedGradients(const Network& network, const Batch& batch,
                    const std::vector<TowerInput>& towers, const engine::Target& target,
                    std::int64_t steps, const Tick& tick);

/// The method "integrated-gradients": doubles the steps from 32 until the gap is below 5 %, or at
/// 512 says that it was not reached.
[[nodiscard]] Outcome<engine::Finding> integratedGradientsOf(const Question& question);

} // namespace vitrine::neural
