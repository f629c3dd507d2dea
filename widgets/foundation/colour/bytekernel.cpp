#include "widgets/foundation/colour/bytekernel.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>

namespace vitrine::widgets {

namespace {

// log2 of a positive normal float within 1.2e-4: exponent plus a polynomial of the mantissa, fitted
// to be exact at both ends of an octave.
inline float fastLog2(float x) {
    const auto bits = std::bit_cast<std::int32_t>(x);
    const auto exponent = static_cast<float>((bits >> 23) - 127);
    const float t = std::bit_cast<float>((bits & 0x007FFFFF) | 0x3F800000) - 1.0F;
    return exponent + t * (1.43872573F + t * (-0.67778394F + t * (0.32118887F + t * -0.08213066F)));
}

// 0 for NaN: the comparison is false.
inline float unit(float x) {
    const float positive = x > 0.0F ? x : 0.0F;
    return positive < 1.0F ? positive : 1.0F;
}

template <class Place>
void fill(std::span<const float> values, std::span<std::uint8_t> bytes, Place place) {
    const float* from = values.data();
    std::uint8_t* to = bytes.data();
    for (std::size_t i = 0, n = values.size(); i < n; ++i) {
        to[i] =
            static_cast<std::uint8_t>(static_cast<std::int32_t>(place(from[i]) * 255.0F + 0.5F));
    }
}

template <class Respond>
void fillWith(std::span<const float> values, std::span<std::uint8_t> bytes,
              const ColourScale& scale, Respond respond) {
    if (scale.isSigned) {
        const auto limit = static_cast<float>(std::max(std::abs(scale.low), std::abs(scale.high)));
        const float factor = limit > 0 ? 1.0F / limit : 0.0F;
        fill(values, bytes, [=](float value) {
            const float half = 0.5F * respond(unit(std::abs(value) * factor));
            return value < 0 ? 0.5F - half : 0.5F + half;
        });
        return;
    }
    const auto low = static_cast<float>(scale.low);
    const double span = scale.high - scale.low;
    const float factor = span > 0 ? static_cast<float>(1 / span) : 0.0F;
    fill(values, bytes, [=](float value) { return respond(unit((value - low) * factor)); });
}

} // namespace

// The wider vector unit halves the time; which one there is, is found out when the program starts.
#if defined(__x86_64__)
[[gnu::target_clones("avx2", "default"), gnu::flatten]]
#endif
void placesAsBytes(std::span<const float> values, std::span<std::uint8_t> bytes,
                   const ColourScale& scale) {
    const double span = scale.isSigned ? std::max(std::abs(scale.low), std::abs(scale.high))
                                       : scale.high - scale.low;
    const double least = span > 0 ? scale.floor / span : 1;
    switch (scale.response) {
    case Response::SquareRoot:
        return fillWith(values, bytes, scale, [](float share) { return std::sqrt(share); });
    case Response::Linear:
        return fillWith(values, bytes, scale, [](float share) { return share; });
    case Response::Log: {
        if (least >= 1) {
            return fillWith(values, bytes, scale, [](float) { return 0.0F; });
        }
        const auto bottom = static_cast<float>(least);
        const auto inverse = static_cast<float>(1 / least);
        const auto factor = static_cast<float>(-1 / std::log2(least));
        return fillWith(values, bytes, scale, [=](float share) {
            return fastLog2(std::max(share, bottom) * inverse) * factor;
        });
    }
    }
}

} // namespace vitrine::widgets
