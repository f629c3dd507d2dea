#pragma once

#include "widgets/foundation/colour/colourscale.h"

#include <QString>

#include <span>

namespace vitrine::widgets {

/// Which numbers share one range. The choice is a visible control and printed on every bar.
enum class RangePolicy { Absolute, PerLayer, PerHead, PerRow, Percentile };

/// "absolute 0–1", "per layer", "per head", "per row", "percentile 99.5".
[[nodiscard]] QString nameOf(RangePolicy policy);

inline constexpr double kRangePercentile = 99.5;

/// A range and the rule that made it.
struct ValueRange {
    double low = 0;
    double high = 1;
    RangePolicy policy = RangePolicy::Absolute;
    QString what; ///< who shares it: "layer 3", "head 3·1", "row “it”"; may be empty

    [[nodiscard]] ColourScale scale(Response response, double floor = 1e-4) const;

    bool operator==(const ValueRange&) const = default;
};

/// The range 0 … largest finite value (at least `least`, so that an all-zero map stays a map).
[[nodiscard]] ValueRange rangeFromZero(std::span<const float> values, RangePolicy policy,
                                       const QString& what, double least = 1e-6);

/// The value below which `percent` of the finite values lie (nearest rank); 0 for none.
[[nodiscard]] double percentile(std::span<const float> values, double percent);

/// The rule in words: "shared, layer 3: 0–0.99, square root"; "percentile 99.5, head 3·1: …".
[[nodiscard]] QString ruleText(const ValueRange& range, Response response);

/// A bound as printed in a rule: at most two digits after the first non-zero one, no exponent from
/// 1e-3 up, U+2212 for minus.
[[nodiscard]] QString boundText(double value);

} // namespace vitrine::widgets
