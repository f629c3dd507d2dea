#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace vitrine {

/// CRC-32C (Castagnoli; reflected polynomial 82F63B78, start and final xor FFFFFFFF) of bytes that
/// follow those of which `before` is the checksum: crc32c(b, crc32c(a)) is that of a and b together.
/// By the processor's instruction where there is one.
[[nodiscard]] std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t before = 0);
[[nodiscard]] std::uint32_t crc32c(std::string_view text, std::uint32_t before = 0);

/// The same by table alone: what machines without the instruction use, and the test's second way.
[[nodiscard]] std::uint32_t crc32cByTable(std::span<const std::byte> bytes,
                                          std::uint32_t before = 0);

} // namespace vitrine
