#include "plugins/pictures/normals.h"

#include <array>
#include <bit>
#include <cmath>
#include <numbers>

namespace vitrine::pictures {

namespace {

constexpr std::size_t kPairs = kNormalsAtOnce / 2;
constexpr std::size_t kBlocks = kNormalsAtOnce / 4;

using Words = std::array<std::uint32_t, kPairs>;
using Floats = std::array<float, kPairs>;

/// √(−2 ln((word + 1)·2⁻³²)). The logarithm by the series of 2·artanh, of a mantissa within a third
/// of 1, where five terms leave less than 1e-8.
float radiusOf(std::uint32_t word) {
    const auto high = static_cast<float>(static_cast<std::int32_t>(word >> 16));
    const auto low = static_cast<float>(static_cast<std::int32_t>(word & 0xFFFFU) + 1);
    const float unit = (high * 65536.0F + low) * 0x1p-32F;
    constexpr std::int32_t kTwoThirds = 0x3F2AAAAB;
    const auto bits = std::bit_cast<std::int32_t>(unit);
    const std::int32_t exponent = (bits - kTwoThirds) >> 23;
    const float mantissa = std::bit_cast<float>(bits - (exponent << 23));
    const float s = (mantissa - 1) / (mantissa + 1);
    const float square = s * s;
    const float series =
        2 * s *
        (1 + square * (1.0F / 3 + square * (1.0F / 5 + square * (1.0F / 7 + square / 9))));
    const float logarithm =
        static_cast<float>(exponent) * std::numbers::ln2_v<float> + series;
    return std::sqrt(std::fabs(-2 * logarithm));
}

struct Direction {
    float cosine = 0;
    float sine = 0;
};

/// Cosine and sine of 2π·word·2⁻³²: the nearest quarter turn, and Taylor's series of the rest, which
/// is at most an eighth of a turn.
Direction directionOf(std::uint32_t word) {
    const std::uint32_t quarter = (word + 0x20000000U) >> 30;
    const auto rest = static_cast<std::int32_t>(word - (quarter << 30));
    const float angle = static_cast<float>(rest) * (std::numbers::pi_v<float> * 0x1p-31F);
    const float square = angle * angle;
    const float sine =
        angle * (1 + square * (-1.0F / 6 + square * (1.0F / 120 + square * (-1.0F / 5040 +
                                                                          square / 362880))));
    const float cosine =
        1 + square * (-0.5F + square * (1.0F / 24 + square * (-1.0F / 720 + square / 40320)));
    const bool odd = (quarter & 1U) != 0;
    const float x = odd ? sine : cosine;
    const float y = odd ? cosine : sine;
    const bool negativeX = ((quarter + 1) & 2U) != 0;
    const bool negativeY = (quarter & 2U) != 0;
    return {negativeX ? -x : x, negativeY ? -y : y};
}

} // namespace

void normals(const DrawField& field, std::uint32_t block, std::span<float, kNormalsAtOnce> into) {
    Words first{};
    Words second{};
    for (std::uint32_t i = 0; i < kBlocks; ++i) {
        const auto words = field.block(block + i);
        first[2 * i] = words[0];
        second[2 * i] = words[1];
        first[2 * i + 1] = words[2];
        second[2 * i + 1] = words[3];
    }
    Floats cosines{};
    Floats sines{};
    for (std::size_t i = 0; i < kPairs; ++i) {
        const float radius = radiusOf(first[i]);
        const Direction direction = directionOf(second[i]);
        cosines[i] = radius * direction.cosine;
        sines[i] = radius * direction.sine;
    }
    for (std::size_t i = 0; i < kPairs; ++i) {
        into[2 * i] = cosines[i];
        into[2 * i + 1] = sines[i];
    }
}

} // namespace vitrine::pictures
