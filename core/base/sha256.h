#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace vitrine {

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
class Sha256 {
public:
    using Digest = std::array<std::uint8_t, 32>;

    void add(std::span<const std::byte> bytes);
    void add(std::string_view text) { add(std::as_bytes(std::span(text))); }

    /// The digest of all that was added. To be asked once.
    [[nodiscard]] Digest finish();

    /// The same as 64 lower-case hexadecimal digits.
    [[nodiscard]] std::string finishHex();

private:
    void block(const std::byte* bytes);

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::byte, 64> rest_{};
    std::uint64_t length_ = 0; ///< bytes added so far
};

[[nodiscard]] std::string sha256Hex(std::string_view text);

/// Of a regular file's content, read in pieces. Reports bytes.
[[nodiscard]] Outcome<std::string> sha256OfFile(const std::filesystem::path& file,
                                                const Tick& tick = {});

} // namespace vitrine
