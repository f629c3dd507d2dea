#pragma once

#include "core/engine/trace.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/picture/patchgrid.h"

#include <optional>

namespace vitrine::widgets {

/// How the attention of one head is divided among the class token (with its like) and the patches:
/// shares of a mean row, so that each pair sums to 1. NaN where a side has no token.
struct QuadrantMass {
    double classToClass = 0;
    double classToPatches = 0;
    double patchesToClass = 0;
    double patchesToPatches = 0;

    [[nodiscard]] double of(Quadrant quadrant) const;
};

/// From the rows of the tokens that are no patches and their columns alone: no map is made.
[[nodiscard]] QuadrantMass quadrantMassOf(const engine::Trace& trace, const PatchGrid& grid,
                                          engine::HeadRef head);

} // namespace vitrine::widgets
