#pragma once

#include "core/base/axis.h"
#include "core/base/image.h"
#include "core/base/outcome.h"
#include "core/pixels/resample.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::pixels {

/// A size as configurations give it: both sides, or the shorter one alone (`shortestEdge` > 0; the
/// other side follows, rounded down).
struct TargetSize {
    std::size_t height = 0;
    std::size_t width = 0;
    std::size_t shortestEdge = 0;

    bool operator==(const TargetSize&) const = default;
};

/// What a model wants done to a picture before it looks: the steps of a Hugging Face image
/// processor, in its order. A plain value.
struct Preparation {
    std::string type; ///< "ViTImageProcessor"
    std::optional<TargetSize> resize;
    Filter filter = Filter::Bilinear;
    std::optional<TargetSize> crop; ///< centre crop; both sides given
    std::optional<double> rescale;  ///< factor on bytes: 1/255
    bool normalise = true;
    std::array<double, 3> mean{0.5, 0.5, 0.5}; ///< red, green, blue
    std::array<double, 3> deviation{0.5, 0.5, 0.5};

    bool operator==(const Preparation&) const = default;
};

/// From places in a prepared picture back to the picture it was made of:
/// source = offset + scale · prepared, in pixels from the top left corner.
struct BackMap {
    double scaleX = 1;
    double scaleY = 1;
    double offsetX = 0;
    double offsetY = 0;

    /// The part of the source picture that a rectangle of the prepared one shows. May reach past
    /// the source's edges where the crop was larger than the picture.
    [[nodiscard]] Box operator()(const Box& prepared) const;

    bool operator==(const BackMap&) const = default;
};

/// A picture as a model gets it.
struct Prepared {
    Image picture;             ///< resized and cropped, before numbers are scaled: for display
    std::vector<float> values; ///< [3, height, width], of `picture`'s size
    BackMap toSource;
};

/// Applies the steps; values equal those of transformers' processors with the Pillow back end. A
/// Problem where the result would exceed 2^28 pixels; std::invalid_argument for an empty picture.
[[nodiscard]] Outcome<Prepared> prepare(const Preparation& preparation, const Image& image);

/// Resize and crop alone: what `prepare` gives as `picture` and `toSource`; `values` stay empty.
[[nodiscard]] Outcome<Prepared> fit(const Preparation& preparation, const Image& image);

/// Rescale and normalise alone: [3, height, width].
[[nodiscard]] std::vector<float> valuesOf(const Preparation& preparation, const Image& image);

} // namespace vitrine::pixels
