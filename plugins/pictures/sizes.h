#pragma once

#include "core/base/image.h"
#include "core/perturb/setting.h"

#include <string>
#include <vector>

namespace vitrine::pictures {

inline constexpr const char* kLarge = "large224";
inline constexpr const char* kMedium = "small64";
inline constexpr const char* kSmall = "small32";

/// For which size of picture the constants of a severity were chosen, and how lengths in pixels are
/// carried over to this one.
struct Sizing {
    std::string preset;
    double scale = 1;

    /// A length at this size. One that is whole in the table stays whole, and at least 1.
    [[nodiscard]] double length(double atPreset) const;
};

/// By the shorter side (robustness, 5.2) and the parameters `sizes` and `scaling`.
[[nodiscard]] Sizing sizingFor(const Image& picture, const perturb::Setting& setting);

/// `sizes` and, for kinds with lengths in pixels, `scaling`.
[[nodiscard]] std::vector<perturb::Parameter> sizeParameters(bool lengths);

} // namespace vitrine::pictures
