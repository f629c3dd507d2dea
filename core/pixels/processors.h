#pragma once

#include "core/pixels/preparation.h"

#include <string_view>

namespace vitrine::pixels {

/// A kind of image processor: its defaults, and how it understands a size that is one number.
struct Processor {
    Preparation defaults;
    bool squareSize = true; ///< one number means both sides; else the shorter one
};

/// By class name, endings such as "Fast" and the old "FeatureExtractor" understood; nullptr if
/// unknown.
[[nodiscard]] const Processor* processorNamed(std::string_view type);

/// By `model_type` of a config.json; nullptr if unknown.
[[nodiscard]] const Processor* processorForModel(std::string_view modelType);

} // namespace vitrine::pixels
