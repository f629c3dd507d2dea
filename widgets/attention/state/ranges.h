#pragma once

#include "core/study/picture.h"
#include "widgets/foundation/colour/valuerange.h"

#include <QStringList>

#include <optional>

namespace vitrine::widgets {

/// The range of a thumbnail: absolute, per layer or per head. Other policies count as per layer.
[[nodiscard]] ValueRange gridRange(const study::TracePicture& picture, engine::HeadRef head,
                                   RangePolicy policy);

/// The range of a map. `percentile` is the head's value at kRangePercentile where it is known; until
/// then the head's maximum stands in. For PerRow the range is that of `row`, and 0–1 without one.
struct MapRangeNeeds {
    std::optional<double> percentile;
    std::optional<std::size_t> row;
};

[[nodiscard]] ValueRange mapRange(const study::TracePicture& picture, engine::HeadRef head,
                                  RangePolicy policy, const MapRangeNeeds& needs);

/// The scale's floor for the logarithm: 1 ÷ (10 · keys).
[[nodiscard]] double logFloor(const engine::Trace& trace, int site);

/// The lines under a bar: "√ scale", "shared,", "layer 3".
[[nodiscard]] QStringList barRule(const ValueRange& range, Response response);

} // namespace vitrine::widgets
