#include "core/data/scenes/scene.h"

#include "core/data/scenes/background.h"
#include "core/data/scenes/canvas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace vitrine::data {

namespace {

/// Where an icon lies: from places in the picture to places in the icon, both in pixels.
struct Placement {
    float centreX = 0; ///< in the picture
    float centreY = 0;
    float cosine = 1;  ///< of the turn, divided by the scale
    float sine = 0;
    float mirror = 1;  ///< −1 = mirrored
    float reach = 0;   ///< half the picture's side that the turned icon covers

    [[nodiscard]] std::array<float, 2> inIcon(float x, float y, float iconCentre) const {
        const float u = x - centreX;
        const float v = y - centreY;
        return {iconCentre + mirror * (cosine * u + sine * v), iconCentre + cosine * v - sine * u};
    }
};

Placement placementFrom(Draws& draws, const SceneOptions& options, std::size_t iconSide) {
    const auto side = static_cast<float>(options.side);
    const float size =
        side * (options.leastSize + (options.mostSize - options.leastSize) * draws.unitFloat());
    const float angle =
        options.mostTurn * (2 * draws.unitFloat() - 1) * std::numbers::pi_v<float> / 180;
    const float scale = size / static_cast<float>(iconSide);
    Placement placement;
    placement.centreX = size / 2 + (side - size) * draws.unitFloat();
    placement.centreY = size / 2 + (side - size) * draws.unitFloat();
    placement.cosine = std::cos(angle) / scale;
    placement.sine = std::sin(angle) / scale;
    placement.mirror = draws.below(2) == 0 ? 1.0F : -1.0F;
    placement.reach = size / 2 * (std::abs(std::cos(angle)) + std::abs(std::sin(angle)));
    return placement;
}

/// Colour (multiplied by alpha) and alpha at a place of the icon by bilinear interpolation,
/// transparent outside.
class IconSampler {
public:
    explicit IconSampler(const Icon& icon)
        : icon_(icon)
        , side_(static_cast<std::ptrdiff_t>(icon.side)) {}

    void add(float x, float y, std::array<float, 4>& sum) const {
        const float left = std::floor(x - 0.5F);
        const float top = std::floor(y - 0.5F);
        const float fx = x - 0.5F - left;
        const float fy = y - 0.5F - top;
        const auto column = static_cast<std::ptrdiff_t>(left);
        const auto row = static_cast<std::ptrdiff_t>(top);
        tap(column, row, (1 - fx) * (1 - fy), sum);
        tap(column + 1, row, fx * (1 - fy), sum);
        tap(column, row + 1, (1 - fx) * fy, sum);
        tap(column + 1, row + 1, fx * fy, sum);
    }

private:
    void tap(std::ptrdiff_t x, std::ptrdiff_t y, float weight, std::array<float, 4>& sum) const {
        if (x < 0 || y < 0 || x >= side_ || y >= side_) {
            return;
        }
        const std::uint8_t* pixel =
            &icon_.pixels[static_cast<std::size_t>((y * side_ + x) * 4)];
        for (std::size_t channel = 0; channel < sum.size(); ++channel) {
            sum[channel] += weight * static_cast<float>(pixel[channel]);
        }
    }

    const Icon& icon_;
    std::ptrdiff_t side_;
};

class BoxGrower {
public:
    void add(std::size_t x, std::size_t y) {
        left_ = std::min(left_, x);
        top_ = std::min(top_, y);
        right_ = std::max(right_, x + 1);
        bottom_ = std::max(bottom_, y + 1);
    }

    [[nodiscard]] Box box() const {
        if (right_ == 0) {
            return {};
        }
        return {.x = static_cast<float>(left_),
                .y = static_cast<float>(top_),
                .width = static_cast<float>(right_ - left_),
                .height = static_cast<float>(bottom_ - top_)};
    }

private:
    std::size_t left_ = std::numeric_limits<std::size_t>::max();
    std::size_t top_ = left_;
    std::size_t right_ = 0;
    std::size_t bottom_ = 0;
};

// Icons are shrunk to about half: four samples a pixel keep their thin lines.
constexpr std::array<float, 2> kOffsets{0.25F, 0.75F};

std::array<float, 4> pixelOf(const IconSampler& sampler, const Placement& placement, float x,
                             float y, float iconCentre) {
    std::array<float, 4> sum{};
    for (const float dy : kOffsets) {
        for (const float dx : kOffsets) {
            const auto [u, v] = placement.inIcon(x + dx, y + dy, iconCentre);
            sampler.add(u, v, sum);
        }
    }
    for (float& value : sum) {
        value /= 255.0F * kOffsets.size() * kOffsets.size();
    }
    return sum;
}

Box paintIcon(Canvas& canvas, const Icon& icon, const Placement& placement, const Colour& tint) {
    const IconSampler sampler(icon);
    const float iconCentre = static_cast<float>(icon.side) / 2;
    const auto side = static_cast<float>(canvas.side());
    const auto from = [&](float centre) {
        return static_cast<std::size_t>(std::clamp(centre - placement.reach, 0.0F, side));
    };
    const auto to = [&](float centre) {
        return static_cast<std::size_t>(
            std::clamp(std::ceil(centre + placement.reach), 0.0F, side));
    };
    BoxGrower box;
    for (std::size_t y = from(placement.centreY); y < to(placement.centreY); ++y) {
        for (std::size_t x = from(placement.centreX); x < to(placement.centreX); ++x) {
            const auto colour = pixelOf(sampler, placement, static_cast<float>(x),
                                        static_cast<float>(y), iconCentre);
            float* pixel = canvas.pixel(x, y);
            for (std::size_t channel = 0; channel < 3; ++channel) {
                pixel[channel] =
                    pixel[channel] * (1 - colour[3]) + colour[channel] * tint[channel];
            }
            if (colour[3] >= 0.5F) {
                box.add(x, y);
            }
        }
    }
    return box.box();
}

} // namespace

Scene composeScene(const Icon& icon, std::uint64_t seed, std::int64_t number, std::int64_t epoch,
                   const SceneOptions& options) {
    Draws draws(DrawKey(seed, "scene", static_cast<std::uint64_t>(number)),
                static_cast<std::uint32_t>(epoch));
    Canvas canvas(options.side);
    paintBackground(canvas, draws);
    const Placement placement = placementFrom(draws, options, icon.side);
    Colour tint{};
    for (float& factor : tint) {
        factor = 1 + options.mostTint * (2 * draws.unitFloat() - 1);
    }
    const Box object = paintIcon(canvas, icon, placement, tint);
    return {.picture = canvas.image(), .label = icon.label, .object = object};
}

} // namespace vitrine::data
