#include "core/base/crc32c.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace vitrine {

namespace {

using Table = std::array<std::uint32_t, 256>;

constexpr std::array<Table, 8> makeTables() {
    std::array<Table, 8> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82F63B78U : 0U);
        }
        tables[0][byte] = crc;
    }
    for (std::size_t row = 1; row < tables.size(); ++row) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t before = tables[row - 1][byte];
            tables[row][byte] = (before >> 8) ^ tables[0][before & 0xFF];
        }
    }
    return tables;
}

constexpr std::array<Table, 8> kTables = makeTables();

std::uint32_t byteAt(const std::byte* at) {
    return static_cast<std::uint32_t>(*at);
}

#if defined(__x86_64__)
// What std::size_t-wide steps of the instruction want: eight bytes in the machine's order.
__attribute__((target("sse4.2"))) std::uint32_t byInstruction(std::span<const std::byte> bytes,
                                                              std::uint32_t before) {
    std::uint64_t crc = ~before;
    while (bytes.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        crc = _mm_crc32_u64(crc, word);
        bytes = bytes.subspan(8);
    }
    auto last = static_cast<std::uint32_t>(crc);
    for (const std::byte byte : bytes) {
        last = _mm_crc32_u8(last, static_cast<unsigned char>(byte));
    }
    return ~last;
}
#endif

} // namespace

std::uint32_t crc32cByTable(std::span<const std::byte> bytes, std::uint32_t before) {
    std::uint32_t crc = ~before;
    while (bytes.size() >= 8) {
        const std::byte* at = bytes.data();
        crc = kTables[7][(crc ^ byteAt(at)) & 0xFF] ^ kTables[6][((crc >> 8) ^ byteAt(at + 1)) & 0xFF] ^
              kTables[5][((crc >> 16) ^ byteAt(at + 2)) & 0xFF] ^
              kTables[4][(crc >> 24) ^ byteAt(at + 3)] ^ kTables[3][byteAt(at + 4)] ^
              kTables[2][byteAt(at + 5)] ^ kTables[1][byteAt(at + 6)] ^ kTables[0][byteAt(at + 7)];
        bytes = bytes.subspan(8);
    }
    for (const std::byte byte : bytes) {
        crc = (crc >> 8) ^ kTables[0][(crc ^ byteAt(&byte)) & 0xFF];
    }
    return ~crc;
}

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t before) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2") != 0) {
        return byInstruction(bytes, before);
    }
#endif
    return crc32cByTable(bytes, before);
}

std::uint32_t crc32c(std::string_view text, std::uint32_t before) {
    return crc32c(std::as_bytes(std::span(text)), before);
}

} // namespace vitrine
