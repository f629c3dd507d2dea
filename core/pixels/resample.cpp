#include "core/pixels/resample.h"

#include "core/pixels/passes.h"
#include "core/pixels/taps.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace vitrine::pixels {

namespace {

constexpr std::size_t kLongestResult = std::size_t{1} << 24;

/// The source place of each result place. Added up step by step, as Pillow does: the sum differs
/// from the product in the last bits, and that decides between neighbours.
std::vector<std::size_t> nearestPlaces(std::size_t sourceLength, std::size_t resultLength) {
    const double step = static_cast<double>(sourceLength) / static_cast<double>(resultLength);
    std::vector<std::size_t> places(resultLength);
    double at = step * 0.5;
    for (std::size_t& place : places) {
        place = std::min(static_cast<std::size_t>(at), sourceLength - 1);
        at += step;
    }
    return places;
}

Image nearest(const Image& image, std::size_t width, std::size_t height) {
    const auto columns = nearestPlaces(image.width(), width);
    const auto lines = nearestPlaces(image.height(), height);
    Image result(width, height);
    for (std::size_t y = 0; y < height; ++y) {
        const auto from = image.line(lines[y]);
        std::uint8_t* to = result.line(y).data();
        for (const std::size_t column : columns) {
            std::memcpy(to, from.data() + column * Image::kChannels, Image::kChannels);
            to += Image::kChannels;
        }
    }
    return result;
}

Image withWidth(const Image& image, std::size_t width, Filter filter) {
    Image result(width, image.height());
    const Taps taps(image.width(), width, filter);
    resampleLines(image.pixels(), {image.width(), image.height()}, taps, result.pixels());
    return result;
}

Image withHeight(const Image& image, std::size_t height, Filter filter) {
    Image result(image.width(), height);
    const Taps taps(image.height(), height, filter);
    resampleColumns(image.pixels(), {image.width(), image.height()}, taps, result.pixels());
    return result;
}

/// Pillow 13 takes the columns first where that takes away more than twice as many lines as columns
/// go; earlier versions never do. Rounding between the passes makes the order visible in single
/// steps of brightness. Found by comparing both orders with its results.
bool columnsFirst(const Image& image, std::size_t width, std::size_t height) {
    if (height >= image.height()) {
        return false;
    }
    const auto columnsLess =
        static_cast<std::int64_t>(image.width()) - static_cast<std::int64_t>(width);
    const auto linesLess = static_cast<std::int64_t>(image.height() - height);
    return 2 * columnsLess < linesLess;
}

} // namespace

Image resize(const Image& image, std::size_t width, std::size_t height, Filter filter) {
    if (image.empty() || width < 1 || height < 1 || width > kLongestResult ||
        height > kLongestResult) {
        throw std::invalid_argument("resize: sides must be 1 to 2^24 and the picture not empty");
    }
    if (width == image.width() && height == image.height()) {
        return image;
    }
    if (filter == Filter::Nearest) {
        return nearest(image, width, height);
    }
    if (width == image.width()) {
        return withHeight(image, height, filter);
    }
    if (height == image.height()) {
        return withWidth(image, width, filter);
    }
    return columnsFirst(image, width, height)
               ? withWidth(withHeight(image, height, filter), width, filter)
               : withHeight(withWidth(image, width, filter), height, filter);
}

} // namespace vitrine::pixels
