#pragma once

#include "core/base/axis.h"
#include "core/base/clip.h"
#include "core/engine/site.h"
#include "core/neural/capture/tokenblocks.h"
#include "core/neural/models/network.h"
#include "core/pixels/preparation.h"

#include <map>
#include <memory>
#include <span>

namespace vitrine::neural {

using SiteBlocks = std::map<engine::SiteKind, std::shared_ptr<const TokenBlocks>>;

/// What the positions of a network of pictures stand for: the added tokens, then the patches row by
/// row, each with its box in the Sample's picture.
[[nodiscard]] Axis pictureAxis(const PatchLayout& layout, const pixels::Prepared& picture);

/// The cells of a clip in the order in which the network has them. `frames`: all of one size, in
/// order; at least one.
[[nodiscard]] Axis clipAxis(const PatchLayout& layout, std::span<const pixels::Prepared> frames);

/// The blocks of that axis: a spatial site has one for each frame, a temporal one for each place.
[[nodiscard]] SiteBlocks clipBlocks(const PatchLayout& layout,
                                    std::span<const pixels::Prepared> frames);

} // namespace vitrine::neural
