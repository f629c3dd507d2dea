#include "core/media/header/formats.h"

namespace vitrine::media {

std::optional<PictureHeader> readPng(const Bytes& file) {
    constexpr std::uint64_t kFirstChunk = 8;
    if (!file.has(0, 33) || !file.startsWith("IHDR", kFirstChunk + 4)) {
        return std::nullopt;
    }
    PictureHeader header{.width = file.big(16, 4), .height = file.big(20, 4)};
    // Chunks: length, name, data, checksum. What matters stands before the pixels.
    for (std::uint64_t at = kFirstChunk; file.has(at, 8) && !file.startsWith("IDAT", at + 4);) {
        const std::uint64_t length = file.big(at, 4);
        if (file.startsWith("acTL", at + 4)) {
            header.frames = file.big(at + 8, 4);
        } else if (file.startsWith("eXIf", at + 4)) {
            header.orientation = exifOrientation(file.part(at + 8, length));
        }
        at += 12 + length;
    }
    return header;
}

} // namespace vitrine::media
