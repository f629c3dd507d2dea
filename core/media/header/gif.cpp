#include "core/media/header/formats.h"

namespace vitrine::media {

namespace {

std::uint64_t colourTableBytes(std::uint8_t flags) {
    return (flags & 0x80) != 0 ? 3ULL << ((flags & 7) + 1) : 0;
}

/// Behind a chain of data blocks: each begins with its length, an empty one ends the chain.
std::uint64_t behindBlocks(const Bytes& file, std::uint64_t at) {
    while (file.has(at, 1) && file.byte(at) != 0) {
        at += 1ULL + file.byte(at);
    }
    return at + 1;
}

} // namespace

std::optional<PictureHeader> readGif(const Bytes& file) {
    if (!file.has(0, 13)) {
        return std::nullopt;
    }
    PictureHeader header{.width = file.little(6, 2), .height = file.little(8, 2), .frames = 0};
    std::uint64_t at = 13 + colourTableBytes(file.byte(10));
    while (file.has(at, 2)) {
        const std::uint8_t kind = file.byte(at);
        if (kind == 0x21) { // extension
            at = behindBlocks(file, at + 2);
        } else if (kind == 0x2C && file.has(at, 11)) { // a picture
            ++header.frames;
            at = behindBlocks(file, at + 11 + colourTableBytes(file.byte(at + 9)));
        } else {
            break;
        }
    }
    return header.frames > 0 ? std::optional(header) : std::nullopt;
}

} // namespace vitrine::media
