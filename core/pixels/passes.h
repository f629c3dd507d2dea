#pragma once

#include "core/pixels/taps.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace vitrine::pixels {

/// Three interleaved channels of bytes, lines without gaps.
struct Plane {
    std::size_t width = 0;
    std::size_t height = 0;
};

/// Each line of `source` at the length that the taps have. `result` has room for it.
void resampleLines(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                   std::span<std::uint8_t> result);

/// Each column of `source` at the length that the taps have.
void resampleColumns(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                     std::span<std::uint8_t> result);

/// The two passes without vector instructions: what every processor runs, and what the tests hold
/// the others against.
namespace plain {
void resampleLines(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                   std::span<std::uint8_t> result);
void resampleColumns(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                     std::span<std::uint8_t> result);
} // namespace plain

#if defined(__x86_64__)
/// The same with 256-bit integer instructions; only where the processor has them.
namespace wide {
void resampleLines(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                   std::span<std::uint8_t> result);
void resampleColumns(std::span<const std::uint8_t> source, Plane size, const Taps& taps,
                     std::span<std::uint8_t> result);
} // namespace wide
#endif

} // namespace vitrine::pixels
