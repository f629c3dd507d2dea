#include "core/text/files/json/base64.h"

#include <cstdint>

namespace vitrine::text {

namespace {

/// The value of a digit, or 64.
std::uint32_t digitOf(char letter) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t found = kDigits.find(letter);
    return found == std::string_view::npos ? 64 : static_cast<std::uint32_t>(found);
}

} // namespace

std::optional<std::string> bytesOfBase64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::size_t padding = 0;
    while (padding < 2 && !text.empty() && text.back() == '=') {
        text.remove_suffix(1);
        ++padding;
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        const std::uint32_t digit = digitOf(letter);
        if (digit == 64) {
            return std::nullopt;
        }
        bits = (bits << 6 | digit) & 0xFFFFFFU;
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes.push_back(static_cast<char>(bits >> count & 0xFFU));
        }
    }
    return bytes;
}

} // namespace vitrine::text
