#include "core/pixels/processors.h"

#include <algorithm>
#include <string>

namespace vitrine::pixels {

namespace {

constexpr std::array kClipMean{0.48145466, 0.4578275, 0.40821073};
constexpr std::array kClipDeviation{0.26862954, 0.26130258, 0.27577711};
constexpr std::array kImageNetMean{0.485, 0.456, 0.406};
constexpr std::array kImageNetDeviation{0.229, 0.224, 0.225};
constexpr std::array kHalves{0.5, 0.5, 0.5};

constexpr TargetSize square(std::size_t side) {
    return {.height = side, .width = side};
}

constexpr TargetSize shortest(std::size_t side) {
    return {.shortestEdge = side};
}

Processor processor(const char* type, TargetSize size, Filter filter,
                    std::optional<TargetSize> crop, const std::array<double, 3>& mean,
                    const std::array<double, 3>& deviation) {
    return {.defaults = {.type = type,
                         .resize = size,
                         .filter = filter,
                         .crop = crop,
                         .rescale = 1.0 / 255,
                         .mean = mean,
                         .deviation = deviation},
            .squareSize = size.shortestEdge == 0};
}

/// The defaults of the classes, as transformers 5 has them.
const std::vector<Processor>& classes() {
    static const std::vector<Processor> rows{
        processor("ViTImageProcessor", square(224), Filter::Bilinear, {}, kHalves, kHalves),
        processor("DeiTImageProcessor", square(256), Filter::Bicubic, square(224), kHalves, kHalves),
        processor("CLIPImageProcessor", shortest(224), Filter::Bicubic, square(224), kClipMean,
                  kClipDeviation),
        processor("BlipImageProcessor", square(384), Filter::Bicubic, {}, kClipMean,
                  kClipDeviation),
        processor("VideoMAEImageProcessor", shortest(224), Filter::Bilinear, square(224), kHalves,
                  kHalves),
        processor("TimesformerVideoProcessor", shortest(224), Filter::Bilinear, square(224),
                  kImageNetMean, kImageNetDeviation),
    };
    return rows;
}

struct ModelRow {
    std::string_view modelType;
    std::string_view type;
};

constexpr std::array kModels{
    ModelRow{"vit", "ViTImageProcessor"},   ModelRow{"deit", "DeiTImageProcessor"},
    ModelRow{"clip", "CLIPImageProcessor"}, ModelRow{"blip", "BlipImageProcessor"},
    ModelRow{"clip_vision_model", "CLIPImageProcessor"},
    ModelRow{"videomae", "VideoMAEImageProcessor"},
};

/// Published TimeSformer folders name VideoMAE's processor; without a file, the numbers are those of
/// the reference code. OmniVL has no folders: CLIP's numbers at its own size. NF-ResNet has none
/// either: what timm evaluates it with, 288 pixels out of 306.
const std::vector<std::pair<std::string_view, Processor>>& ownModels() {
    static const std::vector<std::pair<std::string_view, Processor>> rows{
        {"timesformer",
         processor("VideoMAEImageProcessor", shortest(224), Filter::Bilinear, square(224),
                   {0.45, 0.45, 0.45}, {0.225, 0.225, 0.225})},
        {"nf_resnet", processor("CLIPImageProcessor", shortest(306), Filter::Bicubic, square(288),
                                kImageNetMean, kImageNetDeviation)},
        {"omnivl", processor("BlipImageProcessor", square(224), Filter::Bicubic, {}, kClipMean,
                             kClipDeviation)},
    };
    return rows;
}

/// "ViTFeatureExtractor" and "ViTImageProcessorFast" are other names of "ViTImageProcessor".
std::string canonical(std::string_view type) {
    for (const std::string_view ending : {"Fast", "Pil"}) {
        if (type.ends_with(ending)) {
            type.remove_suffix(ending.size());
        }
    }
    constexpr std::string_view kOld = "FeatureExtractor";
    if (type.ends_with(kOld)) {
        type.remove_suffix(kOld.size());
        return std::string(type) + "ImageProcessor";
    }
    return std::string(type);
}

} // namespace

const Processor* processorNamed(std::string_view type) {
    const std::string name = canonical(type);
    const auto row = std::ranges::find(
        classes(), name, [](const Processor& entry) -> const std::string& {
            return entry.defaults.type;
        });
    return row == classes().end() ? nullptr : &*row;
}

const Processor* processorForModel(std::string_view modelType) {
    for (const auto& [name, entry] : ownModels()) {
        if (name == modelType) {
            return &entry;
        }
    }
    const auto row = std::ranges::find(kModels, modelType, &ModelRow::modelType);
    return row == kModels.end() ? nullptr : processorNamed(row->type);
}

} // namespace vitrine::pixels
