#include "core/text/unicode/utf8.h"

#include "core/text/unicode/properties.h"

#include <algorithm>
#include <cstring>

namespace vitrine::text {

namespace {

/// What the lead byte promises: the length, and the range of the second byte (Unicode table 3-7).
struct Lead {
    std::uint32_t bytes = 0; ///< 0 for a byte that begins nothing
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

Lead leadOf(unsigned char byte) {
    if (byte >= 0xC2 && byte <= 0xDF) {
        return {2};
    }
    if (byte >= 0xE0 && byte <= 0xEF) {
        return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
                static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
    }
    return {};
}

std::size_t skipAscii(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
    while (at + 8 <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        if ((word & kHighBits) != 0) {
            break;
        }
        at += 8;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) {
        ++at;
    }
    return at;
}

} // namespace

Decoded decodeAt(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
        return {first, 1, true};
    }
    const Lead lead = leadOf(first);
    if (lead.bytes == 0) {
        return {kReplacement, 1, false};
    }
    char32_t code = first & (0x7FU >> lead.bytes);
    for (std::uint32_t i = 1; i < lead.bytes; ++i) {
        const unsigned char low = i == 1 ? lead.low : 0x80;
        const unsigned char high = i == 1 ? lead.high : 0xBF;
        if (at + i >= text.size()) {
            return {kReplacement, i, false};
        }
        const auto byte = static_cast<unsigned char>(text[at + i]);
        if (byte < low || byte > high) {
            return {kReplacement, i, false};
        }
        code = (code << 6) | (byte & 0x3FU);
    }
    return {code, lead.bytes, true};
}

Decoded decodeValidAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<char32_t>(static_cast<unsigned char>(text[at + i]));
    };
    const char32_t first = byte(0);
    if (first < 0x80) {
        return {first, 1, true};
    }
    if (first < 0xE0) {
        return {((first & 0x1FU) << 6) | (byte(1) & 0x3FU), 2, true};
    }
    if (first < 0xF0) {
        return {((first & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU), 3, true};
    }
    return {((first & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) |
                (byte(3) & 0x3FU),
            4, true};
}

void appendUtf8(std::string& text, char32_t code) {
    if (code > kLastCodePoint || (code >= 0xD800 && code <= 0xDFFF)) {
        code = kReplacement;
    }
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::size_t validPrefix(std::string_view text) {
    std::size_t at = 0;
    while ((at = skipAscii(text, at)) < text.size()) {
        const Decoded step = decodeAt(text, at);
        if (!step.valid) {
            return at;
        }
        at += step.bytes;
    }
    return at;
}

RepairedText::RepairedText(std::string_view source) {
    std::size_t at = 0;
    while (at < source.size()) {
        const std::size_t good = validPrefix(source.substr(at));
        text_.append(source.substr(at, good));
        at += good;
        if (at < source.size()) {
            const Decoded step = decodeAt(source, at);
            appendUtf8(text_, kReplacement);
            invalid_.push_back({at, at + step.bytes});
            repairedAt_.push_back(text_.size());
            at += step.bytes;
        }
    }
}

std::size_t RepairedText::sourceOf(std::size_t boundary) const {
    const auto next = std::upper_bound(repairedAt_.begin(), repairedAt_.end(), boundary);
    if (next == repairedAt_.begin()) {
        return boundary;
    }
    const auto last = static_cast<std::size_t>(next - repairedAt_.begin()) - 1;
    return invalid_[last].end + (boundary - repairedAt_[last]);
}

} // namespace vitrine::text
