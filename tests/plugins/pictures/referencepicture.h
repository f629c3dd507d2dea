#pragma once

#include "core/base/image.h"

#include <cstddef>
#include <cstdint>

namespace vitrine::tests {

/// The reference picture of the robustness specification, section 5.5: a gradient with a disc and
/// chequers.
[[nodiscard]] Image referencePicture(std::size_t side);

/// A picture of random bytes.
[[nodiscard]] Image noisyPicture(std::size_t width, std::size_t height, std::uint64_t seed);

struct Statistics {
    double psnr = 0; ///< dB
    double mean = 0;
    double deviation = 0;
};

/// How far a picture is from another, and its own mean and standard deviation.
[[nodiscard]] Statistics statisticsOf(const Image& picture, const Image& from);

} // namespace vitrine::tests
