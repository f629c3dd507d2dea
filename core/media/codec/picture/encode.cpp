#include "core/media/codec/picture/encode.h"

#include "core/media/codec/picture/matrix.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace vitrine::media {

namespace {

constexpr std::size_t kLongestSide = 65'535;

void require(const Image& image) {
    if (image.empty() || image.width() > kLongestSide || image.height() > kLongestSide) {
        throw std::invalid_argument("encode: sides must be 1 to 65535");
    }
}

Problem failed(const std::string& why) {
    return {"The picture cannot be encoded: " + why, "memory", "Reduce the picture"};
}

Outcome<EncodedBytes> encode(const Image& image, const char* ending,
                             const std::vector<int>& options) {
    require(image);
    try {
        std::vector<std::uint8_t> bytes;
        if (!cv::imencode(ending, matrixFrom(image), bytes, options)) {
            return failed("the encoder gave nothing");
        }
        EncodedBytes result(bytes.size());
        std::memcpy(result.data(), bytes.data(), bytes.size());
        return result;
    } catch (const std::exception& fault) {
        return failed(fault.what());
    }
}

} // namespace

Outcome<EncodedBytes> encodePng(const Image& image) {
    return encode(image, ".png", {});
}

Outcome<EncodedBytes> encodeJpeg(const Image& image, int quality) {
    if (quality < 1 || quality > 100) {
        throw std::invalid_argument("encodeJpeg: quality must be 1 to 100");
    }
    // libjpeg's own default is 4:2:0; this version of OpenCV has no option for it.
    return encode(image, ".jpg", {cv::IMWRITE_JPEG_QUALITY, quality});
}

Outcome<Image> decodeJpeg(std::span<const std::byte> bytes) {
    try {
        const cv::Mat source(1, static_cast<int>(bytes.size()), CV_8UC1,
                             const_cast<std::byte*>(bytes.data()));
        const cv::Mat matrix = cv::imdecode(source, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
        if (matrix.empty()) {
            return Problem{"These bytes are no JPEG picture", "memory", "Encode the picture again"};
        }
        std::vector<std::string> notes;
        return imageFrom(matrix, "memory", notes);
    } catch (const std::exception& fault) {
        return Problem{"The JPEG picture cannot be decoded", fault.what(), "Encode it again"};
    }
}

} // namespace vitrine::media
