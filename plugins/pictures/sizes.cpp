#include "plugins/pictures/sizes.h"

#include <algorithm>
#include <cmath>

namespace vitrine::pictures {

namespace {

constexpr std::size_t kSmallUpTo = 48;
constexpr std::size_t kMediumUpTo = 128;

std::string presetFor(std::size_t side) {
    return side <= kSmallUpTo ? kSmall : side <= kMediumUpTo ? kMedium : kLarge;
}

double sideOf(const std::string& preset) {
    return preset == kSmall ? 32 : preset == kMedium ? 64 : 224;
}

} // namespace

double Sizing::length(double atPreset) const {
    const double scaled = atPreset * scale;
    const bool whole = atPreset == std::floor(atPreset);
    return scale == 1 || !whole ? scaled : std::max(1.0, std::floor(scaled + 0.5));
}

Sizing sizingFor(const Image& picture, const perturb::Setting& setting) {
    const std::size_t side = std::min(picture.width(), picture.height());
    Sizing sizing{.preset = presetFor(side)};
    const Json* sizes = perturb::explicitParameter(setting, "sizes");
    if (sizes != nullptr && *sizes->string() != "auto") {
        sizing.preset = *sizes->string();
    }
    const Json* scaling = perturb::explicitParameter(setting, "scaling");
    if (scaling == nullptr || *scaling->string() == "relative") {
        sizing.scale = static_cast<double>(side) / sideOf(sizing.preset);
    }
    return sizing;
}

std::vector<perturb::Parameter> sizeParameters(bool lengths) {
    std::vector<perturb::Parameter> parameters{
        {.name = "sizes",
         .type = perturb::ParameterType::Choice,
         .otherwise = "auto",
         .choices = {"auto", kLarge, kMedium, kSmall},
         .about = "constants chosen for pictures of this size; auto: by the shorter side"}};
    if (lengths) {
        parameters.push_back({.name = "scaling",
                              .type = perturb::ParameterType::Choice,
                              .otherwise = "relative",
                              .choices = {"relative", "native"},
                              .about = "lengths in pixels grow with the picture, or stay"});
    }
    return parameters;
}

} // namespace vitrine::pictures
