#pragma once

#include "core/base/image.h"
#include "core/base/outcome.h"

#include <opencv2/core/mat.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vitrine::media {

/// A picture of OpenCV's (grey, BGR or BGRA; 8, 16 bit or float) as eight-bit RGB; appends to
/// `notes` what that changed.
[[nodiscard]] Outcome<Image> imageFrom(const cv::Mat& matrix, std::string_view where,
                                       std::vector<std::string>& notes);

/// The same pixels in OpenCV's order.
[[nodiscard]] cv::Mat matrixFrom(const Image& image);

} // namespace vitrine::media
