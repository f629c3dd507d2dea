#include "core/text/encode/piececache.h"

#include <bit>

namespace vitrine::text {

static_assert(std::endian::native == std::endian::little, "the masks count bytes from the low end");

constinit const std::array<PieceCache::Mask, PieceCache::kKeyBytes + 1> PieceCache::kMasks =
    PieceCache::makeMasks();

} // namespace vitrine::text
