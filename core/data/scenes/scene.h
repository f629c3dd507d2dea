#pragma once

#include "core/base/axis.h"
#include "core/base/draws.h"
#include "core/base/image.h"
#include "core/data/scenes/icon.h"

#include <cstddef>
#include <cstdint>

namespace vitrine::data {

/// Ranges that a scene is drawn from.
struct SceneOptions {
    std::size_t side = 64;    ///< pixels of the picture
    float leastSize = 0.45F;  ///< of the icon's side to the picture's
    float mostSize = 0.85F;
    float mostTurn = 20;      ///< degrees either way
    float mostTint = 0.15F;   ///< each channel is multiplied by 1 ± this
};

/// An icon placed on a background.
struct Scene {
    Image picture;
    std::int32_t label = 0;
    Box object; ///< where the icon is at least half opaque, in pixels; empty if nowhere
};

/// Composes a scene: ground, place, size, turn, mirroring and tint come from (seed, number, epoch)
/// alone, so that every epoch shows a scene of the same icon anew and any scene can be made again,
/// on any thread. The whole icon lies within the picture but for turned corners.
[[nodiscard]] Scene composeScene(const Icon& icon, std::uint64_t seed, std::int64_t number,
                                 std::int64_t epoch, const SceneOptions& options = {});

} // namespace vitrine::data
