#include "core/pixels/passes.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include <algorithm>
#include <cstring>
#include <vector>

// The multiply-add of 16-bit pairs is the fastest integer product there is, but a weight has 23 bits.
// So each weight is split, weight = high · 2^15 + low, both halves are summed apart and joined at the
// end: the same sum, modulo 2^32 as in the plain pass, hence the same bytes.
#define VITRINE_WIDE [[gnu::target("avx2")]]

namespace vitrine::pixels::wide {

namespace {

constexpr std::size_t kChannels = Image::kChannels;
constexpr int kLowBits = 15;
constexpr std::size_t kGroup = 4;       ///< pixels of a line taken at once
constexpr std::size_t kLinesAtOnce = 4; ///< so that weights are read once for all of them
constexpr std::size_t kReach = 32;      ///< bytes a load may go past the last pixel it needs

std::int16_t highOf(std::int32_t weight) {
    return static_cast<std::int16_t>(weight >> kLowBits);
}

std::int16_t lowOf(std::int32_t weight) {
    return static_cast<std::int16_t>(weight & ((1 << kLowBits) - 1));
}

/// Weights of four neighbouring pixels, laid out as the shuffled bytes meet them: two pixels a
/// half, their weights in turns for red, green, blue, and nothing.
struct alignas(32) Group {
    std::int16_t high[16] = {};
    std::int16_t low[16] = {};
};

/// Weights of one side in groups; every window padded with zeros to whole groups.
class Groups {
public:
    explicit Groups(const Taps& taps)
        : perPlace_((taps.stride() + kGroup - 1) / kGroup)
        , groups_(perPlace_ * taps.places()) {
        for (std::size_t place = 0; place < taps.places(); ++place) {
            const auto weights = taps.weights(place);
            for (std::size_t tap = 0; tap < weights.size(); ++tap) {
                Group& group = groups_[place * perPlace_ + tap / kGroup];
                const std::size_t first = tap % kGroup / 2 * 8 + tap % 2;
                for (std::size_t channel = 0; channel < kChannels; ++channel) {
                    group.high[first + 2 * channel] = highOf(weights[tap]);
                    group.low[first + 2 * channel] = lowOf(weights[tap]);
                }
            }
        }
    }

    [[nodiscard]] const Group* of(std::size_t place) const {
        return groups_.data() + place * perPlace_;
    }

private:
    std::size_t perPlace_;
    std::vector<Group> groups_;
};

/// Four pixels of a line as words: r0 r1 g0 g1 b0 b1 0 0 | r2 r3 g2 g3 b2 b3 0 0.
VITRINE_WIDE inline __m256i pixelPairs(const std::uint8_t* pixels) {
    const __m256i order = _mm256_setr_epi8(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1,
                                           6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1,
                                           -1);
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(pixels));
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(bytes), order);
}

/// Sums of one line: the halves of the weights apart, even and odd pixel pairs in two lanes.
struct LineSums {
    __m256i high;
    __m256i low;
};

/// Halves and lanes of two lines joined: r g b 0 | r g b 0.
VITRINE_WIDE inline __m256i joined(const LineSums& first, const LineSums& second) {
    const __m256i a = _mm256_add_epi32(_mm256_slli_epi32(first.high, kLowBits), first.low);
    const __m256i b = _mm256_add_epi32(_mm256_slli_epi32(second.high, kLowBits), second.low);
    const __m256i sum = _mm256_add_epi32(_mm256_permute2x128_si256(a, b, 0x20),
                                         _mm256_permute2x128_si256(a, b, 0x31));
    return _mm256_srai_epi32(sum, kWeightBits);
}

/// One place of four lines. Answers r g b 0 as bytes, of lines 0, 2, 1, 3.
VITRINE_WIDE inline __m128i placeOfFour(const std::uint8_t* const* lines, std::size_t offset,
                                        const Group* group, std::size_t groups) {
    constexpr int kHalf = 1 << (kWeightBits - 1);
    LineSums sums[kLinesAtOnce];
#pragma GCC unroll 4
    for (std::size_t line = 0; line < kLinesAtOnce; ++line) {
        sums[line].high = _mm256_setzero_si256();
        sums[line].low = _mm256_setr_epi32(kHalf, kHalf, kHalf, kHalf, 0, 0, 0, 0);
    }
    for (std::size_t index = 0; index < groups; ++index, offset += kGroup * kChannels) {
        const __m256i highs =
            _mm256_load_si256(reinterpret_cast<const __m256i*>(group[index].high));
        const __m256i lows = _mm256_load_si256(reinterpret_cast<const __m256i*>(group[index].low));
#pragma GCC unroll 4
        for (std::size_t line = 0; line < kLinesAtOnce; ++line) {
            const __m256i pairs = pixelPairs(lines[line] + offset);
            LineSums& sum = sums[line];
            sum.high = _mm256_add_epi32(sum.high, _mm256_madd_epi16(pairs, highs));
            sum.low = _mm256_add_epi32(sum.low, _mm256_madd_epi16(pairs, lows));
        }
    }
    // Packing works lane by lane: lines 0 and 2, then 1 and 3.
    const __m256i words = _mm256_packs_epi32(joined(sums[0], sums[1]), joined(sums[2], sums[3]));
    return _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
}

/// Four lines that may be read `kReach` bytes past their ends.
VITRINE_WIDE void fourLines(const std::uint8_t* const* lines, const Taps& taps,
                            const Groups& groups, std::uint8_t* const* results) {
    constexpr std::size_t kPlaceOfLine[] = {0, 8, 4, 12};
    const std::size_t places = taps.places();
    alignas(16) std::uint8_t four[16];
    for (std::size_t place = 0; place < places; ++place) {
        const std::size_t count = (taps.count(place) + kGroup - 1) / kGroup;
        const __m128i bytes =
            placeOfFour(lines, taps.begin(place) * kChannels, groups.of(place), count);
        _mm_store_si128(reinterpret_cast<__m128i*>(four), bytes);
        if (place + 1 == places) {
            break;
        }
#pragma GCC unroll 4
        for (std::size_t line = 0; line < kLinesAtOnce; ++line) {
            // Four bytes are one store; the odd one is overwritten by the next place.
            std::memcpy(results[line] + place * kChannels, four + kPlaceOfLine[line], 4);
        }
    }
    for (std::size_t line = 0; line < kLinesAtOnce; ++line) {
        std::memcpy(results[line] + (places - 1) * kChannels, four + kPlaceOfLine[line], kChannels);
    }
}

/// Copies of a picture's last lines, with room behind them for loads that reach too far.
class Margin {
public:
    Margin(std::span<const std::uint8_t> source, std::size_t lineBytes, std::size_t height)
        : source_(source)
        , lineBytes_(lineBytes)
        , firstCopied_(height - std::min(height, kReach / lineBytes + 1)) {
        const auto begin = static_cast<std::ptrdiff_t>(firstCopied_ * lineBytes);
        copy_.assign(source.begin() + begin, source.end());
        copy_.resize(copy_.size() + kReach);
    }

    [[nodiscard]] const std::uint8_t* line(std::size_t y) const {
        return y < firstCopied_ ? source_.data() + y * lineBytes_
                                : copy_.data() + (y - firstCopied_) * lineBytes_;
    }

private:
    std::span<const std::uint8_t> source_;
    std::size_t lineBytes_;
    std::size_t firstCopied_;
    std::vector<std::uint8_t> copy_;
};

/// Two neighbouring weights of a column in one number, as the multiply-add takes them.
struct WeightPair {
    std::int32_t high = 0;
    std::int32_t low = 0;
};

std::int32_t pairOf(std::int16_t first, std::int16_t second) {
    return static_cast<std::int32_t>(
        static_cast<std::uint16_t>(first) |
        static_cast<std::uint32_t>(static_cast<std::uint16_t>(second)) << 16);
}

void pairUp(std::span<const std::int32_t> weights, std::vector<WeightPair>& pairs) {
    pairs.clear();
    for (std::size_t tap = 0; tap < weights.size(); tap += 2) {
        const std::int32_t second = tap + 1 < weights.size() ? weights[tap + 1] : 0;
        pairs.push_back({.high = pairOf(highOf(weights[tap]), highOf(second)),
                         .low = pairOf(lowOf(weights[tap]), lowOf(second))});
    }
}

/// Sixteen bytes of a result line from the lines of its window; `lastLine` stands in for the one
/// behind the window where the number of weights is odd.
VITRINE_WIDE inline void sixteenOfColumn(const std::uint8_t* line, const std::uint8_t* lastLine,
                                         std::size_t lineBytes,
                                         const std::vector<WeightPair>& weights,
                                         std::uint8_t* result) {
    __m256i high[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};
    __m256i low[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};
    for (const WeightPair& weight : weights) {
        const std::uint8_t* const below = std::min(line + lineBytes, lastLine);
        const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(line));
        const __m128i next = _mm_loadu_si128(reinterpret_cast<const __m128i*>(below));
        const __m256i highs = _mm256_set1_epi32(weight.high);
        const __m256i lows = _mm256_set1_epi32(weight.low);
        const __m256i pairs[2] = {_mm256_cvtepu8_epi16(_mm_unpacklo_epi8(first, next)),
                                  _mm256_cvtepu8_epi16(_mm_unpackhi_epi8(first, next))};
#pragma GCC unroll 2
        for (int side = 0; side < 2; ++side) {
            high[side] = _mm256_add_epi32(high[side], _mm256_madd_epi16(pairs[side], highs));
            low[side] = _mm256_add_epi32(low[side], _mm256_madd_epi16(pairs[side], lows));
        }
        line += 2 * lineBytes;
    }
    const __m256i half = _mm256_set1_epi32(1 << (kWeightBits - 1));
    __m256i sums[2];
#pragma GCC unroll 2
    for (int side = 0; side < 2; ++side) {
        const __m256i sum = _mm256_add_epi32(_mm256_slli_epi32(high[side], kLowBits), low[side]);
        sums[side] = _mm256_srai_epi32(_mm256_add_epi32(sum, half), kWeightBits);
    }
    const __m256i words =
        _mm256_permute4x64_epi64(_mm256_packs_epi32(sums[0], sums[1]), _MM_SHUFFLE(3, 1, 2, 0));
    const __m128i bytes = _mm_packus_epi16(_mm256_castsi256_si128(words),
                                           _mm256_extracti128_si256(words, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(result), bytes);
}

} // namespace

VITRINE_WIDE void resampleLines(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                                std::span<std::uint8_t> result) {
    const std::size_t lineBytes = size.width * kChannels;
    const std::size_t resultBytes = taps.places() * kChannels;
    const Groups groups(taps);
    const Margin margin(source, lineBytes, size.height);
    for (std::size_t y = 0; y < size.height; y += kLinesAtOnce) {
        const std::uint8_t* lines[kLinesAtOnce];
        std::uint8_t* results[kLinesAtOnce];
        for (std::size_t index = 0; index < kLinesAtOnce; ++index) {
            // The last lines stand in for those that are missing: written twice, the same bytes.
            const std::size_t line = std::min(y + index, size.height - 1);
            lines[index] = margin.line(line);
            results[index] = result.data() + line * resultBytes;
        }
        fourLines(lines, taps, groups, results);
    }
}

VITRINE_WIDE void resampleColumns(std::span<const std::uint8_t> source, Plane size,
                                  const Taps& taps, std::span<std::uint8_t> result) {
    constexpr std::size_t kStep = 16;
    const std::size_t bytes = size.width * kChannels;
    if (bytes < kStep) {
        return plain::resampleColumns(source, size, taps, result);
    }
    std::vector<WeightPair> weights;
    for (std::size_t place = 0; place < taps.places(); ++place) {
        pairUp(taps.weights(place), weights);
        const std::uint8_t* const line = source.data() + taps.begin(place) * bytes;
        const std::uint8_t* const last = line + (taps.count(place) - 1) * bytes;
        std::uint8_t* const out = result.data() + place * bytes;
        for (std::size_t x = 0; x < bytes; x += kStep) {
            // The last step goes back so far that it ends with the line.
            const std::size_t from = std::min(x, bytes - kStep);
            sixteenOfColumn(line + from, last + from, bytes, weights, out + from);
        }
    }
}

} // namespace vitrine::pixels::wide

#endif
