#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vitrine::analysis {

inline constexpr std::size_t kCorruptionSeverities = 5;

/// The errors (1 − accuracy) of one kind of corruption at severities 1 … 5.
struct CorruptionErrors {
    std::string kind; ///< "gaussian_noise"
    std::array<double, kCorruptionSeverities> errors{};
};

/// What AlexNet's mean error over the severities is (Hendrycks and Dietterich 2019), for the fifteen
/// kinds that make up mCE; none for others, and for the four kinds made for tuning.
[[nodiscard]] std::optional<double> alexNetError(std::string_view kind);

/// Σ errors ÷ Σ AlexNet's errors: for ImageNet's 1,000 classes at 224 only. Throws
/// std::invalid_argument for a kind that is not among the fifteen.
[[nodiscard]] double corruptionError(const CorruptionErrors& measured);

/// The mean corruption error over the fifteen; none while one of them is missing or is there twice.
[[nodiscard]] std::optional<double> meanCorruptionError(std::span<const CorruptionErrors> measured);

} // namespace vitrine::analysis
