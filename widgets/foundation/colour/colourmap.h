#pragma once

#include "core/base/grid.h"
#include "widgets/foundation/colour/colourscale.h"
#include "widgets/foundation/colour/ramp.h"

#include <QImage>

#include <array>
#include <cstdint>
#include <span>

namespace vitrine::widgets {

/// Ramp and scale together: turns numbers into pixels. A plain value, cheap to make.
class ColourMap {
  public:
    ColourMap(const Ramp& ramp, const ColourScale& scale);

    [[nodiscard]] const ColourScale& scale() const { return scale_; }

    /// The colour of one value; NaN is transparent.
    [[nodiscard]] QRgb color(float value) const;

    /// Places on the ramp as bytes 0 … 255. `bytes` must have the size of `values`. NaN gives 0.
    void toBytes(std::span<const float> values, std::span<std::uint8_t> bytes) const;

    /// One opaque pixel a cell (Format_RGB32), row 0 at the top. NaN is painted as the low end:
    /// mark it with markOf. 1,024² cells in less than a millisecond.
    [[nodiscard]] QImage paint(const Grid& grid) const;

    /// The same into an image that is kept: new memory only when the size differs.
    void paintInto(QImage& image, const Grid& grid) const;

    /// The same for codes of square-root coded probabilities (p = (code / 255)², engine tiles).
    [[nodiscard]] QImage paintCodes(std::span<const std::uint8_t> codes, std::size_t rows,
                                    std::size_t columns) const;

  private:
    Ramp::Table table_;
    Ramp::Table codeTable_;
    ColourScale scale_;
};

/// CIE L* (D65) of an sRGB colour, 0 … 100.
[[nodiscard]] double lightness(QRgb color);

/// Black or white, whichever reads better on a heat cell: changes at L* 50.
[[nodiscard]] QRgb textOver(QRgb ground);

} // namespace vitrine::widgets
