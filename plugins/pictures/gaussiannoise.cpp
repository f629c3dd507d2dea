#include "plugins/pictures/gaussiannoise.h"

#include "plugins/pictures/normals.h"

#include <algorithm>
#include <array>

namespace vitrine::pictures {

namespace {

perturb::KindRecord noiseRecord() {
    std::vector<perturb::Parameter> parameters = sizeParameters(/*lengths=*/false);
    parameters.push_back({.name = "sigma",
                          .least = 0,
                          .most = 10,
                          .about = "standard deviation, of values from 0 to 1"});
    perturb::KindRecord record =
        recordOf("picture.gaussian_noise", "every channel value moves by a normal number",
                 {{.name = "sigma"}}, std::move(parameters),
                 {{kLarge, {{.08}, {.12}, {.18}, {.26}, {.38}}},
                  {kMedium, {{.04}, {.08}, {.12}, {.15}, {.18}}},
                  {kSmall, {{.04}, {.06}, {.08}, {.09}, {.10}}}});
    record.random = true;
    return record;
}

} // namespace

GaussianNoise::GaussianNoise()
    : PictureKind(noiseRecord()) {}

Outcome<Image> GaussianNoise::corrupted(const Image& picture, std::span<const double> values,
                                        const Sizing&, const DrawKey& key,
                                        const Tick& tick) const {
    const auto sigma = static_cast<float>(values[0] * 255);
    const DrawField field(key, 0);
    Image result = picture;
    const auto pixels = result.pixels();
    std::array<float, kNormalsAtOnce> noise{};
    for (std::size_t at = 0; at < pixels.size(); at += noise.size()) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        normals(field, static_cast<std::uint32_t>(at / 4), noise);
        const std::size_t count = std::min(noise.size(), pixels.size() - at);
        std::uint8_t* out = pixels.data() + at;
        for (std::size_t i = 0; i < count; ++i) {
            out[i] = toByte(static_cast<float>(out[i]) + sigma * noise[i]);
        }
    }
    return result;
}

} // namespace vitrine::pictures
