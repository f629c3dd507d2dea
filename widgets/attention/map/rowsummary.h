#pragma once

#include "core/engine/trace.h"

#include <vector>

namespace vitrine::widgets {

/// What some range policies need of a whole map.
struct RowSummary {
    std::vector<float> maxima; ///< of each row
    double percentile = 0;     ///< kRangePercentile of the cells that are not masked
};

/// Of a map at hand: exact.
[[nodiscard]] RowSummary summariseRows(const Grid& map, const engine::Trace& trace, int site);

/// Of a head of any size, in bands of rows: no full map is stored. The percentile is exact to 2⁻¹⁶
/// of the square root of the weight. Runs on a worker.
[[nodiscard]] Outcome<RowSummary> summariseRows(const engine::Trace& trace, engine::HeadRef head,
                                                const Tick& tick);

} // namespace vitrine::widgets
