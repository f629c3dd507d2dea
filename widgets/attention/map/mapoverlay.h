#pragma once

#include "core/engine/trace.h"
#include "widgets/attention/map/mapframe.h"
#include "widgets/foundation/colour/colourmap.h"

#include <functional>
#include <optional>
#include <span>

class QPainter;

namespace vitrine::widgets {

class Look;

/// The weights of one query, for what is drawn into single cells.
using RowOfWeights = std::function<std::span<const float>(std::size_t query)>;

/// Masked cells in sight: causal masks as one staircase, padded keys as columns.
void paintMask(QPainter& painter, const MapFrame& frame, const engine::Trace& trace, int site,
               const Look& look);

/// The same for any square map whose later columns are hidden from earlier rows.
void paintCausalMask(QPainter& painter, const MapFrame& frame, const Look& look);

/// Marks of clipped, infinite and undefined cells, and from 34 px pitch the numbers. Below 6 px
/// pitch nothing is drawn.
void paintCellContents(QPainter& painter, const MapFrame& frame, const RowOfWeights& weights,
                       const std::function<ColourMap(std::size_t query)>& colours,
                       const std::function<bool(std::size_t, std::size_t)>& masked,
                       const Look& look);

/// Row of the query and column of the key, cased, and the cell cursor where they meet.
void paintCrosshair(QPainter& painter, const MapFrame& frame, std::optional<std::size_t> query,
                    std::optional<std::size_t> key, const Look& look);

/// The edge of the map.
void paintMapEdge(QPainter& painter, const MapFrame& frame, const Look& look);

} // namespace vitrine::widgets
