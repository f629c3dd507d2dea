#pragma once

#include "core/study/compare.h"
#include "widgets/attention/map/maplabels.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/colour/colourmap.h"
#include "widgets/foundation/paint/colourbar.h"

class QPainter;

namespace vitrine::widgets {

class Look;

/// The range that A and B share: the largest weight of the layer in either, more where gathered
/// words reach higher; or absolute.
[[nodiscard]] ColourBarModel sharedBar(const study::Comparison& comparison,
                                       const study::SitePair& sites,
                                       const study::ComparedHead& head,
                                       const AttentionSelection& selection);

/// Symmetric, linear, to the next tenth above the largest change.
[[nodiscard]] ColourBarModel differenceBar(const study::ComparedHead& head);

/// One map of a comparison with its marks; NaN cells (no partner) are hatched.
void paintPairCells(QPainter& painter, const MapFrame& frame, const Grid& grid, const ColourMap& map,
                    bool causal, const Look& look);

/// B over A: the lower right half of every cell. The grids must be of one shape.
void paintLowerHalves(QPainter& painter, const MapFrame& frame, const Grid& grid,
                      const ColourMap& map);

/// "by word: keys summed, queries averaged".
[[nodiscard]] QString compareNote(const study::Comparison& comparison);

/// Labels of the words of one side; words that the other lacks or has changed are marked.
[[nodiscard]] MapLabels labelsOf(const study::Comparison& comparison, bool ofB, const Look& look);

} // namespace vitrine::widgets
