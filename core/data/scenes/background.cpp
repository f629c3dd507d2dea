#include "core/data/scenes/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vitrine::data {

namespace {

Colour anyColour(Draws& draws) {
    return {draws.unitFloat(), draws.unitFloat(), draws.unitFloat()};
}

Colour between(const Colour& a, const Colour& b, float share) {
    Colour mixed{};
    for (std::size_t channel = 0; channel < mixed.size(); ++channel) {
        mixed[channel] = a[channel] + share * (b[channel] - a[channel]);
    }
    return mixed;
}

/// Where a pixel lies along a direction: −1 … 1 across the canvas.
class Direction {
public:
    Direction(Draws& draws, std::size_t side)
        : angle_(2 * std::numbers::pi_v<float> * draws.unitFloat())
        , cosine_(std::cos(angle_))
        , sine_(std::sin(angle_))
        , scale_(2.0F / static_cast<float>(side)) {}

    [[nodiscard]] float at(std::size_t x, std::size_t y) const {
        const float u = (static_cast<float>(x) + 0.5F) * scale_ - 1;
        const float v = (static_cast<float>(y) + 0.5F) * scale_ - 1;
        return (u * cosine_ + v * sine_) / std::numbers::sqrt2_v<float>;
    }

private:
    float angle_;
    float cosine_;
    float sine_;
    float scale_;
};

template <class ShareAt>
void fill(Canvas& canvas, const Colour& a, const Colour& b, const ShareAt& shareAt) {
    for (std::size_t y = 0; y < canvas.side(); ++y) {
        for (std::size_t x = 0; x < canvas.side(); ++x) {
            canvas.set(x, y, between(a, b, shareAt(x, y)));
        }
    }
}

void paintStripes(Canvas& canvas, const Colour& a, const Colour& b, Draws& draws) {
    const Direction direction(draws, canvas.side());
    const float stripes = 2 + 6 * draws.unitFloat();
    fill(canvas, a, b, [&](std::size_t x, std::size_t y) {
        const float wave = std::sin(direction.at(x, y) * stripes * std::numbers::pi_v<float>);
        return std::clamp(0.5F + 3 * wave, 0.0F, 1.0F);
    });
}

// Bilinear interpolation of a coarse lattice of random values.
void paintNoise(Canvas& canvas, const Colour& a, const Colour& b, Draws& draws) {
    constexpr std::size_t kCells = 6;
    std::array<float, (kCells + 1) * (kCells + 1)> lattice{};
    std::ranges::generate(lattice, [&] { return draws.unitFloat(); });
    const float scale = static_cast<float>(kCells) / static_cast<float>(canvas.side());
    fill(canvas, a, b, [&](std::size_t x, std::size_t y) {
        const float u = static_cast<float>(x) * scale;
        const float v = static_cast<float>(y) * scale;
        const auto column = static_cast<std::size_t>(u);
        const auto row = static_cast<std::size_t>(v);
        const float fx = u - static_cast<float>(column);
        const float fy = v - static_cast<float>(row);
        const float* corner = &lattice[row * (kCells + 1) + column];
        const float top = corner[0] + fx * (corner[1] - corner[0]);
        const float bottom =
            corner[kCells + 1] + fx * (corner[kCells + 2] - corner[kCells + 1]);
        return top + fy * (bottom - top);
    });
}

void paintGround(Canvas& canvas, Draws& draws) {
    enum Kind : std::uint32_t { Plain, Gradient, Stripes, Noise, Kinds };
    const std::uint32_t kind = draws.below(Kinds);
    const Colour a = anyColour(draws);
    const Colour b = anyColour(draws);
    if (kind == Stripes) {
        paintStripes(canvas, a, b, draws);
    } else if (kind == Noise) {
        paintNoise(canvas, a, b, draws);
    } else if (kind == Gradient) {
        const Direction direction(draws, canvas.side());
        fill(canvas, a, b, [&](std::size_t x, std::size_t y) {
            return 0.5F + 0.5F * direction.at(x, y);
        });
    } else {
        fill(canvas, a, b, [](std::size_t, std::size_t) { return 0.0F; });
    }
}

void paintShape(Canvas& canvas, Draws& draws) {
    const auto side = static_cast<float>(canvas.side());
    const bool round = draws.below(2) == 0;
    const float centreX = side * draws.unitFloat();
    const float centreY = side * draws.unitFloat();
    const float halfWidth = side * (0.04F + 0.14F * draws.unitFloat());
    const float halfHeight = side * (0.04F + 0.14F * draws.unitFloat());
    const Colour colour = anyColour(draws);
    const float alpha = 0.4F + 0.6F * draws.unitFloat();
    const auto from = [&](float centre, float half) {
        return static_cast<std::size_t>(std::clamp(centre - half, 0.0F, side));
    };
    const auto to = [&](float centre, float half) {
        return static_cast<std::size_t>(std::clamp(std::ceil(centre + half), 0.0F, side));
    };
    for (std::size_t y = from(centreY, halfHeight); y < to(centreY, halfHeight); ++y) {
        for (std::size_t x = from(centreX, halfWidth); x < to(centreX, halfWidth); ++x) {
            const float u = (static_cast<float>(x) + 0.5F - centreX) / halfWidth;
            const float v = (static_cast<float>(y) + 0.5F - centreY) / halfHeight;
            if (!round || u * u + v * v <= 1) {
                canvas.blend(x, y, colour, alpha);
            }
        }
    }
}

} // namespace

void paintBackground(Canvas& canvas, Draws& draws) {
    constexpr std::uint32_t kMostShapes = 3;
    paintGround(canvas, draws);
    for (std::uint32_t shapes = draws.below(kMostShapes + 1); shapes > 0; --shapes) {
        paintShape(canvas, draws);
    }
}

} // namespace vitrine::data
