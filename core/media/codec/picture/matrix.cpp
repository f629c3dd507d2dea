#include "core/media/codec/picture/matrix.h"

#include "core/media/codec/picture/alpha.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdint>

namespace vitrine::media {

namespace {

/// Eight bits a channel. 16 bits are scaled by 1/257, so that white stays white; fractions are taken
/// as 0 to 1.
cv::Mat eightBits(const cv::Mat& matrix, std::vector<std::string>& notes) {
    if (matrix.depth() == CV_8U) {
        return matrix;
    }
    cv::Mat result;
    if (matrix.depth() == CV_16U) {
        matrix.convertTo(result, CV_8U, 1.0 / 257);
        notes.emplace_back("16 bits a channel were reduced to 8");
    } else {
        matrix.convertTo(result, CV_8U, 255);
        notes.emplace_back("Fractions were taken as 0 to 1 and cut to 8 bits");
    }
    return result;
}

Image flattened(const cv::Mat& matrix) {
    Image image(static_cast<std::size_t>(matrix.cols), static_cast<std::size_t>(matrix.rows));
    for (int y = 0; y < matrix.rows; ++y) {
        const std::uint8_t* from = matrix.ptr<std::uint8_t>(y);
        std::uint8_t* to = image.line(static_cast<std::size_t>(y)).data();
        for (int x = 0; x < matrix.cols; ++x, from += 4, to += 3) {
            to[0] = overWhite(from[2], from[3]);
            to[1] = overWhite(from[1], from[3]);
            to[2] = overWhite(from[0], from[3]);
        }
    }
    return image;
}

} // namespace

Outcome<Image> imageFrom(const cv::Mat& matrix, std::string_view where,
                         std::vector<std::string>& notes) {
    const cv::Mat bytes = eightBits(matrix, notes);
    if (bytes.channels() == 4) {
        notes.emplace_back("Transparent parts were laid over white");
        return flattened(bytes);
    }
    if (bytes.channels() != 3 && bytes.channels() != 1) {
        return Problem{"The picture has " + std::to_string(bytes.channels()) + " channels",
                       std::string(where), "Export it as grey or RGB, with or without transparency"};
    }
    Image image(static_cast<std::size_t>(bytes.cols), static_cast<std::size_t>(bytes.rows));
    cv::Mat target(bytes.rows, bytes.cols, CV_8UC3, image.pixels().data());
    if (bytes.channels() == 1) {
        notes.emplace_back("Grey was repeated in red, green and blue");
        cv::cvtColor(bytes, target, cv::COLOR_GRAY2RGB);
    } else {
        cv::cvtColor(bytes, target, cv::COLOR_BGR2RGB);
    }
    return image;
}

cv::Mat matrixFrom(const Image& image) {
    // OpenCV has no matrix of constant bytes; this one is only read.
    const cv::Mat source(static_cast<int>(image.height()), static_cast<int>(image.width()), CV_8UC3,
                         const_cast<std::uint8_t*>(image.pixels().data()));
    cv::Mat result;
    cv::cvtColor(source, result, cv::COLOR_RGB2BGR);
    return result;
}

} // namespace vitrine::media
