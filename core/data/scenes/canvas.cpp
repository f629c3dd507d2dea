#include "core/data/scenes/canvas.h"

#include <algorithm>

namespace vitrine::data {

void Canvas::set(std::size_t x, std::size_t y, const Colour& colour) {
    std::copy(colour.begin(), colour.end(), pixel(x, y));
}

void Canvas::blend(std::size_t x, std::size_t y, const Colour& colour, float alpha) {
    float* at = pixel(x, y);
    for (std::size_t channel = 0; channel < colour.size(); ++channel) {
        at[channel] += alpha * (colour[channel] - at[channel]);
    }
}

Image Canvas::image() const {
    Image image(side_, side_);
    std::ranges::transform(values_, image.pixels().begin(), [](float value) {
        return static_cast<std::uint8_t>(std::clamp(value * 255.0F + 0.5F, 0.0F, 255.0F));
    });
    return image;
}

} // namespace vitrine::data
