#include "core/base/utf8.h"

#include <array>
#include <cstdint>

namespace vitrine {

namespace {

// What a lead byte promises: how many bytes, and the range of the second one, which alone rules out
// overlong forms, surrogates and characters above U+10FFFF.
struct Lead {
    std::size_t bytes = 0;
    std::uint8_t secondMin = 0x80;
    std::uint8_t secondMax = 0xBF;
};

Lead leadOf(std::uint8_t byte) {
    if (byte >= 0xC2 && byte <= 0xDF) {
        return {.bytes = 2};
    }
    if (byte == 0xE0) {
        return {.bytes = 3, .secondMin = 0xA0};
    }
    if (byte == 0xED) {
        return {.bytes = 3, .secondMax = 0x9F};
    }
    if (byte >= 0xE1 && byte <= 0xEF) {
        return {.bytes = 3};
    }
    if (byte == 0xF0) {
        return {.bytes = 4, .secondMin = 0x90};
    }
    if (byte >= 0xF1 && byte <= 0xF3) {
        return {.bytes = 4};
    }
    if (byte == 0xF4) {
        return {.bytes = 4, .secondMax = 0x8F};
    }
    return {};
}

} // namespace

Utf8Step utf8Step(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return {};
    }
    const auto byteAt = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
    const std::uint8_t first = byteAt(at);
    if (first < 0x80) {
        return {.character = first, .bytes = 1, .valid = true};
    }
    const Lead lead = leadOf(first);
    if (lead.bytes == 0) {
        return {.bytes = 1};
    }
    auto character = static_cast<char32_t>(first & (0x7FU >> lead.bytes));
    for (std::size_t step = 1; step < lead.bytes; ++step) {
        const std::uint8_t low = step == 1 ? lead.secondMin : std::uint8_t{0x80};
        const std::uint8_t high = step == 1 ? lead.secondMax : std::uint8_t{0xBF};
        if (at + step >= text.size() || byteAt(at + step) < low || byteAt(at + step) > high) {
            return {.bytes = step};
        }
        character = (character << 6) | (byteAt(at + step) & 0x3FU);
    }
    return {.character = character, .bytes = lead.bytes, .valid = true};
}

std::size_t firstInvalidUtf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const Utf8Step step = utf8Step(text, at);
        if (!step.valid) {
            return at;
        }
        at += step.bytes;
    }
    return std::string_view::npos;
}

bool isUtf8(std::string_view text) {
    return firstInvalidUtf8(text) == std::string_view::npos;
}

void appendUtf8(std::string& text, char32_t character) {
    if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
        character = kReplacementCharacter;
    }
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | (character >> 6));
        put(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        put(0xE0 | (character >> 12));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    } else {
        put(0xF0 | (character >> 18));
        put(0x80 | ((character >> 12) & 0x3F));
        put(0x80 | ((character >> 6) & 0x3F));
        put(0x80 | (character & 0x3F));
    }
}

std::string toValidUtf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        const Utf8Step step = utf8Step(text, at);
        if (step.valid) {
            result.append(text.substr(at, step.bytes));
        } else {
            appendUtf8(result, kReplacementCharacter);
        }
        at += step.bytes;
    }
    return result;
}

} // namespace vitrine
