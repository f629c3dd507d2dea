#include "core/pixels/preparation.h"

#include "core/pixels/crop.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace vitrine::pixels {

namespace {

constexpr std::size_t kMostPixels = std::size_t{1} << 28;
constexpr std::size_t kLongestSide = 65'535;

struct Size {
    std::size_t width = 0;
    std::size_t height = 0;
};

/// The quotient is a double that is cut off, as in the reference: for some sizes that differs from
/// whole-number division.
std::size_t longerSide(std::size_t shortestEdge, std::size_t longer, std::size_t shorter) {
    return static_cast<std::size_t>(static_cast<double>(shortestEdge * longer) /
                                    static_cast<double>(shorter));
}

Size sizeAfter(const TargetSize& target, const Image& image) {
    if (target.shortestEdge == 0) {
        return {target.width, target.height};
    }
    const std::size_t edge = target.shortestEdge;
    if (image.width() <= image.height()) {
        return {edge, longerSide(edge, image.height(), image.width())};
    }
    return {longerSide(edge, image.width(), image.height()), edge};
}

Problem tooLarge(const Size& size) {
    return {"The picture would be too large after resizing for the model",
            std::to_string(size.width) + " × " + std::to_string(size.height) + " pixels",
            "Cut the picture to a less extreme shape"};
}

using Table = std::array<std::array<float, 256>, Image::kChannels>;

/// What each byte becomes. Rounded after each step as the reference does: the product in double,
/// then single precision.
Table tableOf(const Preparation& preparation) {
    Table table{};
    for (std::size_t channel = 0; channel < table.size(); ++channel) {
        const auto mean = static_cast<float>(preparation.mean[channel]);
        const auto deviation = static_cast<float>(preparation.deviation[channel]);
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const auto value =
                static_cast<float>(static_cast<double>(byte) * preparation.rescale.value_or(1));
            table[channel][byte] = preparation.normalise ? (value - mean) / deviation : value;
        }
    }
    return table;
}

} // namespace

Box BackMap::operator()(const Box& prepared) const {
    return {static_cast<float>(offsetX + scaleX * static_cast<double>(prepared.x)),
            static_cast<float>(offsetY + scaleY * static_cast<double>(prepared.y)),
            static_cast<float>(scaleX * static_cast<double>(prepared.width)),
            static_cast<float>(scaleY * static_cast<double>(prepared.height))};
}

Outcome<Prepared> fit(const Preparation& preparation, const Image& image) {
    if (image.empty()) {
        throw std::invalid_argument("fit: the picture is empty");
    }
    Prepared result;
    if (!preparation.resize) {
        result.picture = image;
    } else {
        const Size size = sizeAfter(*preparation.resize, image);
        if (std::max(size.width, size.height) > kLongestSide ||
            size.width * size.height > kMostPixels) {
            return tooLarge(size);
        }
        result.picture = resize(image, size.width, size.height, preparation.filter);
        result.toSource.scaleX =
            static_cast<double>(image.width()) / static_cast<double>(size.width);
        result.toSource.scaleY =
            static_cast<double>(image.height()) / static_cast<double>(size.height);
    }
    if (preparation.crop) {
        const std::int64_t left = centreCropBegin(result.picture.width(), preparation.crop->width);
        const std::int64_t top = centreCropBegin(result.picture.height(), preparation.crop->height);
        result.picture = crop(result.picture, left, top, preparation.crop->width,
                              preparation.crop->height);
        result.toSource.offsetX = result.toSource.scaleX * static_cast<double>(left);
        result.toSource.offsetY = result.toSource.scaleY * static_cast<double>(top);
    }
    return result;
}

std::vector<float> valuesOf(const Preparation& preparation, const Image& image) {
    const Table table = tableOf(preparation);
    const std::size_t pixels = image.width() * image.height();
    std::vector<float> values(pixels * Image::kChannels);
    const std::uint8_t* byte = image.pixels().data();
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
        for (std::size_t channel = 0; channel < Image::kChannels; ++channel) {
            values[channel * pixels + pixel] = table[channel][*byte++];
        }
    }
    return values;
}

Outcome<Prepared> prepare(const Preparation& preparation, const Image& image) {
    auto result = fit(preparation, image);
    if (result) {
        Prepared& prepared = result.value();
        prepared.values = valuesOf(preparation, prepared.picture);
    }
    return result;
}

} // namespace vitrine::pixels
