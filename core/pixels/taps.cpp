#include "core/pixels/taps.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vitrine::pixels {

namespace {

double sinc(double x) {
    if (x == 0) {
        return 1;
    }
    const double angle = x * std::numbers::pi;
    return std::sin(angle) / angle;
}

/// Keys' cubic with a = −1/2.
double bicubic(double x) {
    constexpr double kA = -0.5;
    x = std::abs(x);
    if (x < 1) {
        return ((kA + 2) * x - (kA + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * kA : 0;
}

double hamming(double x) {
    x = std::abs(x);
    if (x == 0) {
        return 1;
    }
    if (x >= 1) {
        return 0;
    }
    x *= std::numbers::pi;
    return std::sin(x) / x * (0.54 + 0.46 * std::cos(x));
}

double weightOf(Filter filter, double x) {
    switch (filter) {
    case Filter::Lanczos:
        return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
    case Filter::Bilinear:
        return std::max(0.0, 1 - std::abs(x));
    case Filter::Bicubic:
        return bicubic(x);
    case Filter::Hamming:
        return hamming(x);
    default:
        return x > -0.5 && x <= 0.5 ? 1 : 0;
    }
}

double supportOf(Filter filter) {
    switch (filter) {
    case Filter::Lanczos:
        return 3;
    case Filter::Bicubic:
        return 2;
    case Filter::Bilinear:
    case Filter::Hamming:
        return 1;
    default:
        return 0.5;
    }
}

std::int32_t fixedPoint(double weight) {
    const double scaled = weight * (1 << kWeightBits);
    return static_cast<std::int32_t>(scaled + (weight < 0 ? -0.5 : 0.5));
}

} // namespace

// The order of the operations is Pillow's: another one rounds some weights differently.
Taps::Taps(std::size_t sourceLength, std::size_t resultLength, Filter filter)
    : begins_(resultLength)
    , counts_(resultLength) {
    const double scale = static_cast<double>(sourceLength) / static_cast<double>(resultLength);
    const double widening = std::max(scale, 1.0);
    const double support = supportOf(filter) * widening;
    stride_ = static_cast<std::size_t>(std::ceil(support)) * 2 + 1;
    weights_.resize(resultLength * stride_);
    std::vector<double> window(stride_);
    for (std::size_t place = 0; place < resultLength; ++place) {
        const double centre = (static_cast<double>(place) + 0.5) * scale;
        const double first = std::max(std::trunc(centre - support + 0.5), 0.0);
        const double end = std::min(std::trunc(centre + support + 0.5),
                                    static_cast<double>(sourceLength));
        const auto count = static_cast<std::size_t>(end - first);
        double sum = 0;
        for (std::size_t tap = 0; tap < count; ++tap) {
            const double away = static_cast<double>(tap) + first - centre + 0.5;
            window[tap] = weightOf(filter, away * (1.0 / widening));
            sum += window[tap];
        }
        for (std::size_t tap = 0; tap < count; ++tap) {
            const double weight = sum != 0 ? window[tap] / sum : window[tap];
            weights_[place * stride_ + tap] = fixedPoint(weight);
        }
        begins_[place] = static_cast<std::size_t>(first);
        counts_[place] = count;
    }
}

} // namespace vitrine::pixels
