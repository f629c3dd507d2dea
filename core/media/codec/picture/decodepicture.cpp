#include "core/media/codec/picture/decodepicture.h"

#include "core/media/codec/clip/clipreader.h"
#include "core/media/codec/picture/matrix.h"
#include "core/media/codec/picture/orient.h"
#include "core/media/header/pictureheader.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <climits>
#include <new>
#include <string>
#include <utility>

namespace vitrine::media {

namespace {

Problem damaged(const PictureHeader& header, std::string_view where) {
    return {"The " + std::string(nameOf(header.format)) + " picture is damaged or uses a part of " +
                "the format that is not known here",
            std::string(where), "Fetch or export the file again"};
}

/// OpenCV's TIFF reader turns pictures upright whatever it is told.
bool turnsItself(const PictureHeader& header) {
    return header.format == PictureFormat::Tiff;
}

/// The pixels, not yet turned except where the reader does it itself.
Outcome<Image> throughOpenCv(std::span<const std::byte> file, const PictureHeader& header,
                             std::string_view where, std::vector<std::string>& notes) {
    if (file.size() > INT_MAX) {
        return Problem{"The file is larger than 2 GB", std::string(where), "Reduce the picture"};
    }
    const cv::Mat source(1, static_cast<int>(file.size()), CV_8UC1,
                         const_cast<std::byte*>(file.data()));
    const cv::Mat matrix =
        cv::imdecode(source, cv::IMREAD_UNCHANGED | cv::IMREAD_IGNORE_ORIENTATION);
    if (matrix.empty()) {
        return damaged(header, where);
    }
    const bool exchanged = turnsItself(header) && exchangesSides(header.orientation);
    const std::uint64_t width = exchanged ? header.height : header.width;
    const std::uint64_t height = exchanged ? header.width : header.height;
    if (static_cast<std::uint64_t>(matrix.cols) != width ||
        static_cast<std::uint64_t>(matrix.rows) != height) {
        return Problem{"The picture has another size than its header says", std::string(where),
                       "Fetch or export the file again"};
    }
    return imageFrom(matrix, where, notes);
}

/// OpenCV knows no GIF; FFmpeg does.
Outcome<Image> throughClip(std::span<const std::byte> file, std::string_view where,
                           const MediaLimits& limits) {
    const auto reader = ClipReader::openBytes(file, where, limits);
    if (!reader) {
        return reader.as<Image>();
    }
    return (*reader)->frame(0);
}

Outcome<Picture> decode(std::span<const std::byte> file, const PictureHeader& header,
                        std::string_view where, const MediaLimits& limits) {
    Picture picture{.format = std::string(nameOf(header.format))};
    auto stored = header.format == PictureFormat::Gif
                      ? throughClip(file, where, limits)
                      : throughOpenCv(file, header, where, picture.notes);
    if (!stored) {
        return stored.as<Picture>();
    }
    if (header.frames > 1) {
        picture.notes.push_back("This is the first of " + std::to_string(header.frames) +
                                " frames");
    }
    if (header.orientation != Orientation::Upright) {
        picture.notes.emplace_back("Turned upright as the camera noted it");
    }
    picture.image = turnsItself(header) ? std::move(stored).value()
                                        : upright(std::move(stored).value(), header.orientation);
    return picture;
}

} // namespace

Outcome<Picture> decodePicture(std::span<const std::byte> file, std::string_view where,
                               const MediaLimits& limits) {
    const auto header = readPictureHeader(file, where, limits);
    if (!header) {
        return header.as<Picture>();
    }
    try {
        return decode(file, *header, where, limits);
    } catch (const std::bad_alloc&) {
        return Problem{"The picture needs more memory than is allowed", std::string(where),
                       "Reduce the picture first"};
    } catch (const cv::Exception& fault) {
        return Problem{"The picture cannot be decoded: " + fault.err, std::string(where),
                       "Fetch or export the file again"};
    } catch (const std::exception& fault) {
        return Problem{std::string("The picture cannot be decoded: ") + fault.what(),
                       std::string(where), "Fetch or export the file again"};
    }
}

} // namespace vitrine::media
