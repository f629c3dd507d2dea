#include "plugins/pictures/gaussiannoise.h"

#include "plugins/pictures/normals.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

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
    const auto pixels = picture.pixels();
    // Grown block by block: a stop need not wait until the memory of a large picture is there.
    std::vector<std::uint8_t> result;
    result.reserve(pixels.size());
    std::array<float, kNormalsAtOnce> noise{};
    std::array<std::uint8_t, kNormalsAtOnce> block{};
    for (std::size_t at = 0; at < pixels.size(); at += noise.size()) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        normals(field, static_cast<std::uint32_t>(at / 4), noise);
        const std::size_t count = std::min(noise.size(), pixels.size() - at);
        for (std::size_t i = 0; i < count; ++i) {
            block[i] = toByte(static_cast<float>(pixels[at + i]) + sigma * noise[i]);
        }
        result.insert(result.end(), block.begin(), block.begin() + count);
    }
    return Image(picture.width(), picture.height(), std::move(result));
}

} // namespace vitrine::pictures
