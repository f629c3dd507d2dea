#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

namespace vitrine {

/// A picture: height × width × 3 bytes, RGB in sRGB, row-major and interleaved, upright (EXIF
/// orientation applied). A plain value; share it as `shared_ptr<const Image>`.
class Image {
public:
    static constexpr std::size_t kChannels = 3;

    Image() = default;

    Image(std::size_t width, std::size_t height, std::uint8_t fill = 0)
        : width_(width)
        , height_(height)
        , pixels_(width * height * kChannels, fill) {}

    Image(std::size_t width, std::size_t height, std::vector<std::uint8_t> pixels)
        : width_(width)
        , height_(height)
        , pixels_(std::move(pixels)) {
        if (pixels_.size() != width_ * height_ * kChannels) {
            throw std::invalid_argument("Image: the bytes do not fill width × height × 3");
        }
    }

    [[nodiscard]] std::size_t width() const { return width_; }
    [[nodiscard]] std::size_t height() const { return height_; }
    [[nodiscard]] bool empty() const { return pixels_.empty(); }

    [[nodiscard]] std::span<const std::uint8_t> pixels() const { return pixels_; }
    [[nodiscard]] std::span<std::uint8_t> pixels() { return pixels_; }

    /// The bytes of one line, width × 3.
    [[nodiscard]] std::span<const std::uint8_t> line(std::size_t y) const {
        return pixels().subspan(y * width_ * kChannels, width_ * kChannels);
    }

    [[nodiscard]] std::span<std::uint8_t> line(std::size_t y) {
        return pixels().subspan(y * width_ * kChannels, width_ * kChannels);
    }

    bool operator==(const Image&) const = default;

private:
    std::size_t width_ = 0;
    std::size_t height_ = 0;
    std::vector<std::uint8_t> pixels_;
};

} // namespace vitrine
