#pragma once

#include "core/neural/train/loop/trainstate.h"
#include "core/neural/train/plan.h"

#include <span>

namespace vitrine::neural {

/// A plan with the changes that people made while it ran.
class LiveSettings {
public:
    LiveSettings(const TrainPlan& plan, std::span<const PlanEdit> edits);

    /// From the edit's step on. The key is one that ControlRequest has checked; others throw
    /// std::invalid_argument.
    void apply(const PlanEdit& edit);

    [[nodiscard]] double learningRate(std::int64_t update) const;
    [[nodiscard]] double clip() const { return plan_.clip; }
    [[nodiscard]] double decay() const { return plan_.optimizer.decay; }
    [[nodiscard]] std::int64_t logEvery() const { return plan_.logEvery; }
    [[nodiscard]] std::int64_t evalEvery() const { return plan_.evalEvery; }
    [[nodiscard]] std::int64_t steps() const { return plan_.steps; }

private:
    TrainPlan plan_;
    double scale_ = 1;
};

} // namespace vitrine::neural
