#include "core/media/header/pictureheader.h"

#include "core/media/header/formats.h"

#include <string>

namespace vitrine::media {

namespace {

std::optional<PictureHeader> readAs(PictureFormat format, const Bytes& file) {
    switch (format) {
    case PictureFormat::Png:
        return readPng(file);
    case PictureFormat::Jpeg:
        return readJpeg(file);
    case PictureFormat::Gif:
        return readGif(file);
    case PictureFormat::WebP:
        return readWebP(file);
    case PictureFormat::Bmp:
        return readBmp(file);
    case PictureFormat::Tiff:
        return readTiff(file);
    case PictureFormat::Pnm:
        return readPnm(file);
    }
    return std::nullopt;
}

std::string sizeText(std::uint64_t width, std::uint64_t height) {
    return std::to_string(width) + " × " + std::to_string(height) + " pixels";
}

} // namespace

std::string_view nameOf(PictureFormat format) {
    switch (format) {
    case PictureFormat::Png:
        return "PNG";
    case PictureFormat::Jpeg:
        return "JPEG";
    case PictureFormat::Gif:
        return "GIF";
    case PictureFormat::WebP:
        return "WebP";
    case PictureFormat::Bmp:
        return "BMP";
    case PictureFormat::Tiff:
        return "TIFF";
    case PictureFormat::Pnm:
        return "PNM";
    }
    return "";
}

std::optional<PictureFormat> pictureFormatOf(std::span<const std::byte> file) {
    const Bytes bytes(file);
    if (bytes.startsWith("\x89PNG\r\n\x1a\n")) {
        return PictureFormat::Png;
    }
    if (bytes.startsWith("\xFF\xD8\xFF")) {
        return PictureFormat::Jpeg;
    }
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a")) {
        return PictureFormat::Gif;
    }
    if (bytes.startsWith("RIFF") && bytes.startsWith("WEBP", 8)) {
        return PictureFormat::WebP;
    }
    if (bytes.startsWith("BM")) {
        return PictureFormat::Bmp;
    }
    if (bytes.startsWith({"II*\0", 4}) || bytes.startsWith({"MM\0*", 4})) {
        return PictureFormat::Tiff;
    }
    const std::uint8_t kind = bytes.byte(1);
    const std::uint8_t blank = bytes.byte(2);
    if (bytes.startsWith("P") && kind >= '1' && kind <= '6' &&
        (blank == ' ' || (blank >= '\t' && blank <= '\r') || blank == '#')) {
        return PictureFormat::Pnm;
    }
    return std::nullopt;
}

Outcome<Done> checkSize(std::uint64_t width, std::uint64_t height, std::string_view where,
                        const MediaLimits& limits) {
    const std::string file(where);
    if (width == 0 || height == 0) {
        return Problem{"The picture has no pixels: " + sizeText(width, height), file,
                       "Open another file"};
    }
    if (width > limits.side || height > limits.side || width * height > limits.pixels) {
        return Problem{"The picture is too large: " + sizeText(width, height), file,
                       "Sides go up to " + std::to_string(limits.side) + ", pixels up to " +
                           std::to_string(limits.pixels) + ". Reduce the picture first"};
    }
    if (!limits.asked && width * height > limits.unaskedPixels) {
        return Problem{"The picture is very large: " + sizeText(width, height), file,
                       "Reduce it first, or agree to opening more than " +
                           std::to_string(limits.unaskedPixels / 1'000'000) + " megapixels"};
    }
    return Done{};
}

Outcome<PictureHeader> readPictureHeader(std::span<const std::byte> file, std::string_view where,
                                         const MediaLimits& limits) {
    const auto format = pictureFormatOf(file);
    if (!format) {
        return Problem{file.empty() ? "The file is empty" : "This is no picture of a known format",
                       std::string(where), "Known are PNG, JPEG, GIF, WebP, BMP, TIFF and PNM"};
    }
    auto header = readAs(*format, Bytes(file));
    if (!header) {
        return Problem{"The " + std::string(nameOf(*format)) + " header is cut or damaged",
                       std::string(where), "Fetch or export the file again"};
    }
    header->format = *format;
    if (const auto size = checkSize(header->width, header->height, where, limits); !size) {
        return size.as<PictureHeader>();
    }
    return *header;
}

} // namespace vitrine::media
