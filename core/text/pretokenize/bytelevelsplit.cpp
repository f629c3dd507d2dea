#include "core/text/pretokenize/bytelevelsplit.h"

#include "core/base/unicode/properties.h"
#include "core/text/unicode/utf8.h"

#include <array>
#include <cstdint>

namespace vitrine::text {

namespace {

enum class Class : std::uint8_t { Letter, Number, White, Other, Beyond };

constexpr std::array<Class, 256> makeClasses() {
    std::array<Class, 256> classes{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        const bool white = byte == ' ' || (byte >= 9 && byte <= 13);
        classes[byte] = byte >= 0x80                   ? Class::Beyond
                        : letter                       ? Class::Letter
                        : (byte >= '0' && byte <= '9') ? Class::Number
                        : white                        ? Class::White
                                                       : Class::Other;
    }
    return classes;
}

constexpr std::array<Class, 256> kClasses = makeClasses();

struct Step {
    Class kind;
    std::size_t bytes;
};

Step stepAt(std::string_view text, std::size_t at) {
    const Class quick = kClasses[static_cast<unsigned char>(text[at])];
    if (quick != Class::Beyond) {
        return {quick, 1};
    }
    const Decoded decoded = decodeValidAt(text, at);
    const unicode::Properties properties(decoded.code);
    const Class kind = properties.letter()       ? Class::Letter
                       : properties.number()     ? Class::Number
                       : properties.whiteSpace() ? Class::White
                                                 : Class::Other;
    return {kind, decoded.bytes};
}

std::size_t runEnd(std::string_view text, std::size_t at, std::size_t end, Class kind) {
    for (;;) {
        while (at < end && kClasses[static_cast<unsigned char>(text[at])] == kind) {
            ++at;
        }
        if (at == end || kClasses[static_cast<unsigned char>(text[at])] != Class::Beyond) {
            return at;
        }
        const Step step = stepAt(text, at);
        if (step.kind != kind) {
            return at;
        }
        at += step.bytes;
    }
}

/// Bytes of a contraction that begins with the apostrophe at `at`, or 0.
std::size_t contraction(std::string_view text, std::size_t at, std::size_t end) {
    const char first = at + 1 < end ? text[at + 1] : '\0';
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
        return 2;
    }
    const char second = at + 2 < end ? text[at + 2] : '\0';
    const bool two = (first == 'r' && second == 'e') || (first == 'v' && second == 'e') ||
                     (first == 'l' && second == 'l');
    return two ? 3 : 0;
}

} // namespace

const std::string_view kByteLevelPattern =
    R"('s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+)";

std::size_t byteLevelPieceEnd(std::string_view text, std::size_t at, std::size_t end) {
    if (text[at] == '\'') {
        if (const std::size_t bytes = contraction(text, at, end)) {
            return at + bytes;
        }
    }
    if (text[at] == ' ' && at + 1 < end) {
        const Step step = stepAt(text, at + 1);
        if (step.kind != Class::White) {
            return runEnd(text, at + 1 + step.bytes, end, step.kind);
        }
    }
    const Step first = stepAt(text, at);
    if (first.kind != Class::White) {
        return runEnd(text, at + first.bytes, end, first.kind);
    }
    std::size_t last = at;
    std::size_t stop = at + first.bytes;
    while (stop < end) {
        const Step step = stepAt(text, stop);
        if (step.kind != Class::White) {
            // The last white character goes with what follows, or stands alone.
            return last > at ? last : stop;
        }
        last = stop;
        stop += step.bytes;
    }
    return stop;
}

} // namespace vitrine::text
