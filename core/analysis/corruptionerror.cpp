#include "core/analysis/corruptionerror.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace vitrine::analysis {

namespace {

constexpr std::array<std::pair<std::string_view, double>, 15> kAlexNet{{
    {"gaussian_noise", .886428}, {"shot_noise", .894468},   {"impulse_noise", .922640},
    {"defocus_blur", .819880},   {"glass_blur", .826268},   {"motion_blur", .785948},
    {"zoom_blur", .798360},      {"snow", .866816},         {"frost", .826572},
    {"fog", .819324},            {"brightness", .564592},   {"contrast", .853204},
    {"elastic", .646056},        {"pixelate", .717840},     {"jpeg", .606500},
}};

} // namespace

std::optional<double> alexNetError(std::string_view kind) {
    const auto found =
        std::ranges::find(kAlexNet, kind, &std::pair<std::string_view, double>::first);
    return found == kAlexNet.end() ? std::nullopt : std::optional(found->second);
}

double corruptionError(const CorruptionErrors& measured) {
    const auto reference = alexNetError(measured.kind);
    if (!reference) {
        throw std::invalid_argument("corruptionError: " + measured.kind +
                                    " is not one of the fifteen kinds");
    }
    const double sum = std::accumulate(measured.errors.begin(), measured.errors.end(), 0.0);
    return sum / (*reference * static_cast<double>(kCorruptionSeverities));
}

std::optional<double> meanCorruptionError(std::span<const CorruptionErrors> measured) {
    double sum = 0;
    for (const auto& [kind, reference] : kAlexNet) {
        const auto is = [&name = kind](const CorruptionErrors& each) { return each.kind == name; };
        if (std::ranges::count_if(measured, is) != 1) {
            return std::nullopt;
        }
        sum += corruptionError(*std::ranges::find_if(measured, is));
    }
    return sum / static_cast<double>(kAlexNet.size());
}

} // namespace vitrine::analysis
