#include "core/pixels/passes.h"

#include <algorithm>
#include <vector>

namespace vitrine::pixels {

namespace {

constexpr std::size_t kChannels = Image::kChannels;
constexpr std::int32_t kHalf = 1 << (kWeightBits - 1);

std::uint8_t byteOf(std::int32_t sum) {
    return static_cast<std::uint8_t>(std::clamp(sum >> kWeightBits, 0, 255));
}

bool isWide() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") != 0;
#else
    return false;
#endif
}

} // namespace

void plain::resampleLines(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                          std::span<std::uint8_t> result) {
    std::uint8_t* out = result.data();
    for (std::size_t y = 0; y < size.height; ++y) {
        const std::uint8_t* const line = source.data() + y * size.width * kChannels;
        for (std::size_t place = 0; place < taps.places(); ++place) {
            const std::uint8_t* pixel = line + taps.begin(place) * kChannels;
            std::int32_t red = kHalf;
            std::int32_t green = kHalf;
            std::int32_t blue = kHalf;
            for (const std::int32_t weight : taps.weights(place)) {
                red += pixel[0] * weight;
                green += pixel[1] * weight;
                blue += pixel[2] * weight;
                pixel += kChannels;
            }
            *out++ = byteOf(red);
            *out++ = byteOf(green);
            *out++ = byteOf(blue);
        }
    }
}

void plain::resampleColumns(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                            std::span<std::uint8_t> result) {
    const std::size_t bytes = size.width * kChannels;
    std::vector<std::int32_t> sums(bytes);
    std::uint8_t* out = result.data();
    for (std::size_t place = 0; place < taps.places(); ++place) {
        std::ranges::fill(sums, kHalf);
        const std::uint8_t* line = source.data() + taps.begin(place) * bytes;
        for (const std::int32_t weight : taps.weights(place)) {
            for (std::size_t x = 0; x < bytes; ++x) {
                sums[x] += line[x] * weight;
            }
            line += bytes;
        }
        out = std::ranges::transform(sums, out, byteOf).out;
    }
}

void resampleLines(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                   std::span<std::uint8_t> result) {
#if defined(__x86_64__)
    if (isWide()) {
        return wide::resampleLines(source, size, taps, result);
    }
#endif
    plain::resampleLines(source, size, taps, result);
}

void resampleColumns(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                     std::span<std::uint8_t> result) {
#if defined(__x86_64__)
    if (isWide()) {
        return wide::resampleColumns(source, size, taps, result);
    }
#endif
    plain::resampleColumns(source, size, taps, result);
}

} // namespace vitrine::pixels
