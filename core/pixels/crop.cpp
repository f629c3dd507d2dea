#include "core/pixels/crop.h"

#include <algorithm>
#include <stdexcept>

namespace vitrine::pixels {

Image crop(const Image& image, std::int64_t left, std::int64_t top, std::size_t width,
           std::size_t height) {
    if (width < 1 || height < 1) {
        throw std::invalid_argument("crop: the rectangle is empty");
    }
    Image result(width, height);
    const auto columns = static_cast<std::int64_t>(image.width());
    const auto lines = static_cast<std::int64_t>(image.height());
    const std::int64_t first = std::max<std::int64_t>(left, 0);
    const std::int64_t end = std::min(left + static_cast<std::int64_t>(width), columns);
    if (first >= end) {
        return result;
    }
    constexpr auto kChannels = static_cast<std::int64_t>(Image::kChannels);
    for (std::size_t y = 0; y < height; ++y) {
        const std::int64_t line = top + static_cast<std::int64_t>(y);
        if (line >= 0 && line < lines) {
            const auto from = image.line(static_cast<std::size_t>(line));
            std::copy(from.begin() + first * kChannels, from.begin() + end * kChannels,
                      result.line(y).begin() + (first - left) * kChannels);
        }
    }
    return result;
}

std::int64_t centreCropBegin(std::size_t length, std::size_t wanted) {
    const auto spare = static_cast<std::int64_t>(length) - static_cast<std::int64_t>(wanted);
    return spare >= 0 ? spare / 2 : (spare - 1) / 2;
}

} // namespace vitrine::pixels
