#pragma once

#include "core/base/outcome.h"
#include "core/media/limits.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace vitrine::media {

enum class PictureFormat { Png, Jpeg, Gif, WebP, Bmp, Tiff, Pnm };

[[nodiscard]] std::string_view nameOf(PictureFormat format);

/// How a stored picture is to be turned to stand upright: the values of the EXIF tag 0x0112.
enum class Orientation : std::uint8_t {
    Upright = 1,
    MirroredAcross = 2, ///< left and right exchanged
    HalfTurn = 3,
    MirroredDown = 4, ///< top and bottom exchanged
    Transposed = 5,
    QuarterTurn = 6, ///< to be turned by 90° clockwise
    Transversed = 7,
    ThreeQuarterTurn = 8 ///< to be turned by 90° anticlockwise
};

/// What the first bytes of a picture file promise, before any decoder has seen it.
struct PictureHeader {
    PictureFormat format = PictureFormat::Png;
    std::uint64_t width = 0; ///< as stored, before turning
    std::uint64_t height = 0;
    std::uint64_t frames = 1; ///< of an animation or of several pages
    Orientation orientation = Orientation::Upright;

    bool operator==(const PictureHeader&) const = default;
};

/// The format by the first bytes; nothing where no listed format begins like this. File names are
/// never asked.
[[nodiscard]] std::optional<PictureFormat> pictureFormatOf(std::span<const std::byte> file);

/// Reads size, frames and orientation from the bytes of a whole file; sees no pixel and allocates
/// nothing that the file asks for. A Problem where no listed format is found, the header is cut or
/// contradicts itself, or a limit is exceeded. `where` names the file.
[[nodiscard]] Outcome<PictureHeader> readPictureHeader(std::span<const std::byte> file,
                                                       std::string_view where,
                                                       const MediaLimits& limits = {});

/// A Problem where the size is beyond the limits, or not yet agreed to.
[[nodiscard]] Outcome<Done> checkSize(std::uint64_t width, std::uint64_t height,
                                      std::string_view where, const MediaLimits& limits);

} // namespace vitrine::media
