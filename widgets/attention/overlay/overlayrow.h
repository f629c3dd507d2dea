#pragma once

#include "core/study/picture.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/picture/patchgrid.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// Which weights are to be laid over the picture.
struct OverlayAsk {
    engine::HeadRef head; ///< head may be kMeanHead
    Quadrant quadrant = Quadrant::Row;
    std::size_t query = 0;                ///< for Row, and for PatchesToPatches where it is a patch
    std::optional<std::size_t> lookedAt;  ///< with it: the column of that key, whatever the quadrant

    bool operator==(const OverlayAsk&) const = default;
};

/// One weight for every token of the picture's axis, recomputed in fp32 by the Trace.
struct OverlayRow {
    std::vector<float> weights;
    bool patches = true; ///< false: the quadrant leaves the patches out
    bool others = true;  ///< the same for the class token and its like
    bool asks = false;   ///< weights are of tokens that ask, not of tokens that are looked at
    std::optional<std::size_t> fixed; ///< the token on the other side: the query, or the key

    /// Sum over the patches, whether they are shown or not.
    [[nodiscard]] double onPatches(const PatchGrid& grid) const;

    /// The weights of the patches in the order of grid.patches(); zeros where they are left out.
    [[nodiscard]] std::vector<float> patchWeights(const PatchGrid& grid) const;
};

[[nodiscard]] OverlayRow overlayRowOf(const engine::Trace& trace, const PatchGrid& grid,
                                      const OverlayAsk& ask);

/// "[CLS] looks at", "who looks at patch 3, 4", "share that each patch gives to the class token".
[[nodiscard]] QString titleOf(const OverlayAsk& ask, const engine::Trace& trace,
                              const PatchGrid& grid);

/// "[CLS]", "patch 3, 4".
[[nodiscard]] QString tokenName(const engine::Trace& trace, const PatchGrid& grid,
                                std::size_t token);

/// The range of the overlay by its policy; PerRow and Percentile count the patches that are shown.
[[nodiscard]] ValueRange overlayRange(const study::TracePicture& picture, const PatchGrid& grid,
                                      const OverlayAsk& ask, const OverlayRow& row,
                                      RangePolicy policy);

} // namespace vitrine::widgets
