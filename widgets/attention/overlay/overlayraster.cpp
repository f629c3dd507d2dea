#include "widgets/attention/overlay/overlayraster.h"

#include "widgets/foundation/theme/look.h"

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

// Contrast, then brightness, of what is faded (DESIGN 5, picture overlay).
struct Fade {
    double contrast;
    double brightness;
};

constexpr Fade kLightFade{0.38, 1.32};
constexpr Fade kDarkFade{0.55, 0.5};

// A hue at every luminance: from black through the hue to white, so that only colour is added.
std::array<QRgb, 256> tints(const QColor& hue) {
    std::array<QRgb, 256> table{};
    const double own = std::clamp(static_cast<double>(qGray(hue.rgb())), 1.0, 254.0);
    for (int grey = 0; grey < 256; ++grey) {
        const auto channel = [&](int full) {
            const double value = grey <= own ? full * grey / own
                                             : full + (255 - full) * (grey - own) / (255 - own);
            return std::clamp(static_cast<int>(std::lround(value)), 0, 255);
        };
        table[static_cast<std::size_t>(grey)] =
            qRgb(channel(hue.red()), channel(hue.green()), channel(hue.blue()));
    }
    return table;
}

QRgb mixed(QRgb from, QRgb to, int share256) {
    const auto channel = [share256](int a, int b) { return a + (b - a) * share256 / 256; };
    return qRgb(channel(qRed(from), qRed(to)), channel(qGreen(from), qGreen(to)),
                channel(qBlue(from), qBlue(to)));
}

} // namespace

std::array<QRgb, 256> fadedGreys(const Look& look) {
    const Fade fade = look.dark() ? kDarkFade : kLightFade;
    std::array<QRgb, 256> table{};
    for (int grey = 0; grey < 256; ++grey) {
        const double value = ((grey / 255.0 - 0.5) * fade.contrast + 0.5) * fade.brightness;
        const int byte = std::clamp(static_cast<int>(std::lround(value * 255)), 0, 255);
        table[static_cast<std::size_t>(grey)] = qRgb(byte, byte, byte);
    }
    return table;
}

QImage overlaid(const QImage& photograph, const PatchGrid& grid, std::span<const float> strengths,
                const std::function<QRectF(std::size_t token)>& place, OverlayMode mode,
                const QColor& hue, const Look& look) {
    if (mode == OverlayMode::Lines) {
        return photograph;
    }
    const bool greyOut = mode == OverlayMode::GreyOut;
    const std::array<QRgb, 256> table = greyOut ? fadedGreys(look) : tints(hue);
    QImage result = photograph.copy();
    if (greyOut) {
        for (int y = 0; y < result.height(); ++y) {
            auto* line = reinterpret_cast<QRgb*>(result.scanLine(y));
            std::transform(line, line + result.width(), line, [&](QRgb pixel) {
                return table[static_cast<std::size_t>(qGray(pixel))];
            });
        }
    }
    for (std::size_t index = 0; index < strengths.size(); ++index) {
        const float strength = std::isfinite(strengths[index]) ? strengths[index] : 0;
        const int share = std::clamp(static_cast<int>(std::lround(strength * 256)), 0, 256);
        if (share == 0) {
            continue;
        }
        const QRectF box = place(grid.patches()[index]);
        const int left = std::max(0, qRound(box.left()));
        const int right = std::min(result.width(), qRound(box.right()));
        const int bottom = std::min(result.height(), qRound(box.bottom()));
        for (int y = std::max(0, qRound(box.top())); y < bottom; ++y) {
            const auto* from = reinterpret_cast<const QRgb*>(photograph.constScanLine(y));
            auto* line = reinterpret_cast<QRgb*>(result.scanLine(y));
            for (int x = left; x < right; ++x) {
                line[x] = greyOut
                              ? mixed(line[x], from[x], share)
                              : mixed(from[x], table[static_cast<std::size_t>(qGray(from[x]))], share);
            }
        }
    }
    return result;
}

} // namespace vitrine::widgets
