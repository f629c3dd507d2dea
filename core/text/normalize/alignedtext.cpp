#include "core/text/normalize/alignedtext.h"

#include "core/text/unicode/utf8.h"

namespace vitrine::text {

void alignValid(std::string_view text, std::size_t begin, std::size_t end, AlignedText& out) {
    for (std::size_t at = begin; at < end;) {
        const Decoded step = decodeValidAt(text, at);
        out.push_back({step.code, static_cast<std::uint32_t>(at),
                       static_cast<std::uint32_t>(at + step.bytes)});
        at += step.bytes;
    }
}

std::string toUtf8(const AlignedText& text) {
    std::string out;
    out.reserve(text.size());
    for (const AlignedChar& character : text) {
        appendUtf8(out, character.code);
    }
    return out;
}

} // namespace vitrine::text
