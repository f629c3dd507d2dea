#include "widgets/attention/lens/quadrantmass.h"

#include "widgets/attention/state/numbers.h"

#include <limits>

namespace vitrine::widgets {

double QuadrantMass::of(Quadrant quadrant) const {
    switch (quadrant) {
    case Quadrant::ClassToClass: return classToClass;
    case Quadrant::ClassToPatches: return classToPatches;
    case Quadrant::PatchesToClass: return patchesToClass;
    case Quadrant::PatchesToPatches: return patchesToPatches;
    case Quadrant::Row: break;
    }
    return 1;
}

QuadrantMass quadrantMassOf(const engine::Trace& trace, const PatchGrid& grid,
                            engine::HeadRef head) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    double ofClass = 0;
    double ofPatches = 0;
    for (const std::size_t key : grid.others()) {
        const std::vector<float> column = columnOf(trace, head, key);
        for (const std::size_t query : grid.others()) {
            ofClass += static_cast<double>(column[query]);
        }
        for (const std::size_t query : grid.patches()) {
            ofPatches += static_cast<double>(column[query]);
        }
    }
    const auto others = static_cast<double>(grid.others().size());
    const auto patches = static_cast<double>(grid.patches().size());
    const double fromClass = others > 0 ? ofClass / others : kNone;
    const double fromPatches = patches > 0 ? ofPatches / patches : kNone;
    return {fromClass, 1 - fromClass, fromPatches, 1 - fromPatches};
}

} // namespace vitrine::widgets
