#include "plugins/pictures/brightness.h"

#include <algorithm>
#include <array>

namespace vitrine::pictures {

namespace {

perturb::KindRecord brightnessRecord() {
    std::vector<perturb::Parameter> parameters = sizeParameters(/*lengths=*/false);
    parameters.push_back({.name = "amount",
                          .least = -1,
                          .most = 1,
                          .about = "what the value grows by, of 1"});
    const std::vector<std::vector<double>> rows{{.1}, {.2}, {.3}, {.4}, {.5}};
    return recordOf("picture.brightness", "brighter, with hue and saturation kept",
                    {{.name = "amount"}}, std::move(parameters),
                    {{kLarge, rows}, {kMedium, rows}, {kSmall, {{.05}, {.1}, {.15}, {.2}, {.3}}}});
}

} // namespace

Brightness::Brightness()
    : PictureKind(brightnessRecord()) {}

Outcome<Image> Brightness::corrupted(const Image& picture, std::span<const double> values,
                                     const Sizing&, const DrawKey&, const Tick& tick) const {
    // Hue and saturation are ratios of the channels: when the largest of them moves from v to v′ and
    // both are to stay, all three grow by v′ ÷ v.
    const double amount = values[0] * 255;
    std::array<float, 256> growth{};
    for (int value = 1; value < 256; ++value) {
        growth[static_cast<std::size_t>(value)] =
            static_cast<float>(std::clamp(value + amount, 0.0, 255.0) / value);
    }
    const std::uint8_t ofBlack = toByte(static_cast<float>(amount));
    Image result = picture;
    for (std::size_t y = 0; y < result.height(); ++y) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        std::uint8_t* line = result.line(y).data();
        for (std::size_t x = 0; x < result.width(); ++x, line += Image::kChannels) {
            const std::uint8_t value = std::max({line[0], line[1], line[2]});
            const float factor = growth[value];
            for (std::size_t channel = 0; channel < Image::kChannels; ++channel) {
                line[channel] = value == 0
                                    ? ofBlack
                                    : toByte(static_cast<float>(line[channel]) * factor);
            }
        }
    }
    return result;
}

} // namespace vitrine::pictures
