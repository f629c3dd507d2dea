#include "core/media/header/formats.h"

namespace vitrine::media {

namespace {

constexpr std::uint32_t kSizeMask = 0x3FFF; ///< 14 bits

/// The lossy stream: its frame tag, then a start code, then both sides.
void readLossy(const Bytes& file, std::uint64_t at, PictureHeader& header) {
    if (file.has(at, 10) && file.big(at + 3, 3) == 0x9D012A) {
        header.width = file.little(at + 6, 2) & kSizeMask;
        header.height = file.little(at + 8, 2) & kSizeMask;
    }
}

/// The lossless stream: a signature, then both sides less one.
void readLossless(const Bytes& file, std::uint64_t at, PictureHeader& header) {
    if (file.has(at, 5) && file.byte(at) == 0x2F) {
        const std::uint32_t bits = file.little(at + 1, 4);
        header.width = (bits & kSizeMask) + 1;
        header.height = (bits >> 14 & kSizeMask) + 1;
    }
}

} // namespace

std::optional<PictureHeader> readWebP(const Bytes& file) {
    PictureHeader header{.frames = 0};
    bool extended = false;
    std::uint64_t at = 12;
    while (file.has(at, 8)) {
        const std::uint64_t length = file.little(at + 4, 4);
        const std::uint64_t data = at + 8;
        if (file.startsWith("VP8X", at) && file.has(data, 10)) {
            extended = true;
            header.width = file.little(data + 4, 3) + 1ULL;
            header.height = file.little(data + 7, 3) + 1ULL;
        } else if (file.startsWith("VP8 ", at) && !extended) {
            readLossy(file, data, header);
        } else if (file.startsWith("VP8L", at) && !extended) {
            readLossless(file, data, header);
        } else if (file.startsWith("ANMF", at)) {
            ++header.frames;
        } else if (file.startsWith("EXIF", at)) {
            // Some writers leave the prefix of JPEG files in.
            const std::uint64_t skip = file.startsWith({"Exif\0\0", 6}, data) ? 6 : 0;
            header.orientation = exifOrientation(file.part(data + skip, length));
        }
        at = data + length + length % 2;
    }
    header.frames = header.frames > 0 ? header.frames : 1;
    return header.width > 0 ? std::optional(header) : std::nullopt;
}

} // namespace vitrine::media
