#include "core/neural/train/loop/settings.h"

#include <algorithm>
#include <stdexcept>

namespace vitrine::neural {

LiveSettings::LiveSettings(const TrainPlan& plan, std::span<const PlanEdit> edits)
    : plan_(plan) {
    for (const PlanEdit& edit : edits) {
        apply(edit);
    }
}

void LiveSettings::apply(const PlanEdit& edit) {
    const auto whole = [&] { return std::max<std::int64_t>(1, static_cast<std::int64_t>(edit.value)); };
    if (edit.key == "lr_scale") {
        scale_ *= edit.value;
    } else if (edit.key == "lr") {
        plan_.schedule.base = edit.value;
        scale_ = 1;
    } else if (edit.key == "clip") {
        plan_.clip = edit.value;
    } else if (edit.key == "weight_decay") {
        plan_.optimizer.decay = edit.value;
    } else if (edit.key == "log_every") {
        plan_.logEvery = whole();
    } else if (edit.key == "eval_every") {
        plan_.evalEvery = whole();
    } else if (edit.key == "steps") {
        // The schedule ends where the training ends.
        plan_.steps = std::max(whole(), edit.step);
        plan_.schedule.steps = plan_.steps;
    } else {
        throw std::invalid_argument("LiveSettings: " + edit.key + " cannot be changed");
    }
}

double LiveSettings::learningRate(std::int64_t update) const {
    return scale_ * plan_.schedule.rate(update);
}

} // namespace vitrine::neural
