#include "core/media/codec/picture/orient.h"

#include <algorithm>

namespace vitrine::media {

namespace {

constexpr std::size_t kChannels = Image::kChannels;

bool readsFromRight(Orientation orientation) {
    return orientation == Orientation::MirroredAcross || orientation == Orientation::HalfTurn ||
           orientation == Orientation::ThreeQuarterTurn || orientation == Orientation::Transversed;
}

bool readsFromBelow(Orientation orientation) {
    return orientation == Orientation::MirroredDown || orientation == Orientation::HalfTurn ||
           orientation == Orientation::QuarterTurn || orientation == Orientation::Transversed;
}

} // namespace

bool exchangesSides(Orientation orientation) {
    return orientation >= Orientation::Transposed;
}

Image upright(Image stored, Orientation orientation) {
    if (orientation == Orientation::Upright || stored.empty()) {
        return stored;
    }
    const bool exchanged = exchangesSides(orientation);
    const std::size_t width = exchanged ? stored.height() : stored.width();
    const std::size_t height = exchanged ? stored.width() : stored.height();
    Image result(width, height);
    for (std::size_t y = 0; y < height; ++y) {
        std::uint8_t* to = result.line(y).data();
        for (std::size_t x = 0; x < width; ++x, to += kChannels) {
            std::size_t column = exchanged ? y : x;
            std::size_t line = exchanged ? x : y;
            column = readsFromRight(orientation) ? stored.width() - 1 - column : column;
            line = readsFromBelow(orientation) ? stored.height() - 1 - line : line;
            std::copy_n(stored.line(line).data() + column * kChannels, kChannels, to);
        }
    }
    return result;
}

} // namespace vitrine::media
