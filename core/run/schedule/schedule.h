#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vitrine::run {

enum class ScheduleKind {
    Constant,
    Linear,
    Cosine,
    Restarts,    ///< cosine with hard restarts
    InverseRoot,
    Polynomial,
    Stable,      ///< warm-up, stable, decay
    OneCycle     ///< knows neither warm-up nor floor
};

[[nodiscard]] std::string_view nameOf(ScheduleKind kind); ///< "inverse-root"
[[nodiscard]] std::optional<ScheduleKind> scheduleKindNamed(std::string_view name);

/// Learning rate as a pure function of the update (training.md 10).
struct Schedule {
    ScheduleKind kind = ScheduleKind::Linear;
    double base = 1e-3;
    double floor = 0;
    std::int64_t warmup = 0;   ///< updates
    std::int64_t steps = 1;    ///< updates in all
    double power = 1;          ///< polynomial
    std::int64_t restarts = 1; ///< number of cosine arches
    std::int64_t decay = 0;    ///< stable: updates of the final decay
    bool fromZero = false;     ///< warm-up begins at 0, as Hugging Face's does

    /// The rate of update u = 0, 1, 2 …; beyond the last step what the last formula gives for the
    /// end. Throws std::invalid_argument for u < 0 or steps < 1.
    [[nodiscard]] double rate(std::int64_t update) const;

    bool operator==(const Schedule&) const = default;
};

} // namespace vitrine::run
