#include "core/run/schedule/schedule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>
#include <utility>

namespace vitrine::run {

namespace {

constexpr std::array<std::pair<ScheduleKind, std::string_view>, 8> kNames{
    {{ScheduleKind::Constant, "constant"},
     {ScheduleKind::Linear, "linear"},
     {ScheduleKind::Cosine, "cosine"},
     {ScheduleKind::Restarts, "restarts"},
     {ScheduleKind::InverseRoot, "inverse-root"},
     {ScheduleKind::Polynomial, "polynomial"},
     {ScheduleKind::Stable, "stable"},
     {ScheduleKind::OneCycle, "one-cycle"}}};

/// Half a cosine from `begin` at q = 0 to `end` at q = 1.
double arch(double begin, double end, double q) {
    return end + (begin - end) / 2 * (1 + std::cos(std::numbers::pi * q));
}

double oneCycle(double base, double update, double steps) {
    constexpr double kStartDivisor = 25;
    constexpr double kEndDivisor = 250'000;
    const double peak = 0.3 * steps - 1;
    const double last = steps - 1;
    if (update <= peak && peak > 0) {
        return arch(base / kStartDivisor, base, update / peak);
    }
    const double begin = std::max(peak, 0.0);
    const double q = last > begin ? std::min(1.0, (update - begin) / (last - begin)) : 1;
    return arch(base, base / kEndDivisor, q);
}

} // namespace

std::string_view nameOf(ScheduleKind kind) {
    return std::ranges::find(kNames, kind, &std::pair<ScheduleKind, std::string_view>::first)
        ->second;
}

std::optional<ScheduleKind> scheduleKindNamed(std::string_view name) {
    const auto found =
        std::ranges::find(kNames, name, &std::pair<ScheduleKind, std::string_view>::second);
    return found != kNames.end() ? std::optional(found->first) : std::nullopt;
}

double Schedule::rate(std::int64_t update) const {
    if (update < 0 || steps < 1) {
        throw std::invalid_argument("Schedule: update " + std::to_string(update) + " of " +
                                    std::to_string(steps));
    }
    const auto u = static_cast<double>(update);
    const auto n = static_cast<double>(steps);
    const auto w = static_cast<double>(warmup);
    if (kind == ScheduleKind::OneCycle) {
        return oneCycle(base, u, n);
    }
    if (update < warmup) {
        return base * (fromZero ? u : u + 1) / w;
    }
    const double q = std::clamp((u - w) / std::max(1.0, n - w), 0.0, 1.0);
    switch (kind) {
    case ScheduleKind::Linear:
        return base + (floor - base) * q;
    case ScheduleKind::Cosine:
        return arch(base, floor, q);
    case ScheduleKind::Restarts: {
        // At the very end the fraction is 0 again, which would begin one arch more.
        const double turns = static_cast<double>(restarts) * q;
        return q >= 1 ? floor : arch(base, floor, turns - std::floor(turns));
    }
    case ScheduleKind::InverseRoot:
        return base * std::sqrt(std::max(w, 1.0) / (u + 1));
    case ScheduleKind::Polynomial:
        return floor + (base - floor) * std::pow(1 - q, power);
    case ScheduleKind::Stable: {
        const auto d = static_cast<double>(decay);
        const double into = std::clamp((u - n + d) / std::max(d, 1.0), 0.0, 1.0);
        return floor + (base - floor) * (1 - std::sqrt(into));
    }
    default:
        return base;
    }
}

} // namespace vitrine::run
