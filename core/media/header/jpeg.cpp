#include "core/media/header/formats.h"

namespace vitrine::media {

namespace {

constexpr std::uint8_t kStartOfScan = 0xDA;
constexpr std::uint8_t kEndOfImage = 0xD9;
constexpr std::uint8_t kExif = 0xE1;

bool standsAlone(std::uint8_t marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

/// The frame headers: SOF0 to SOF15 without the tables that share their numbers.
bool isFrame(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

} // namespace

std::optional<PictureHeader> readJpeg(const Bytes& file) {
    PictureHeader header;
    std::uint64_t at = 2;
    while (file.has(at, 4)) {
        if (file.byte(at) != 0xFF) {
            return std::nullopt;
        }
        const std::uint8_t marker = file.byte(at + 1);
        if (marker == 0xFF) {
            ++at; // padding
            continue;
        }
        if (standsAlone(marker)) {
            at += 2;
            continue;
        }
        const std::uint64_t length = file.big(at + 2, 2);
        if (length < 2 || marker == kStartOfScan || marker == kEndOfImage) {
            break;
        }
        if (isFrame(marker) && file.has(at, 9)) {
            header.height = file.big(at + 5, 2);
            header.width = file.big(at + 7, 2);
        } else if (marker == kExif && file.startsWith({"Exif\0\0", 6}, at + 4)) {
            header.orientation = exifOrientation(file.part(at + 10, length - 8));
        }
        at += 2 + length;
    }
    return header.width > 0 ? std::optional(header) : std::nullopt;
}

} // namespace vitrine::media
