#include "core/text/unicode/utf8.h"

#include <algorithm>
#include <cstring>

namespace vitrine::text {

namespace {

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

/// Most of what is not ASCII: three bytes whose lead restricts neither of the others.
bool isPlainThree(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return lead > 0xE0 && lead < 0xF0 && lead != 0xED && at + 3 <= text.size() &&
           isContinuationByte(text[at + 1]) && isContinuationByte(text[at + 2]);
}

} // namespace

Decoded decodeAt(std::string_view text, std::size_t at) {
    const Utf8Step step = utf8Step(text, at);
    return {step.valid ? step.character : kReplacementCharacter,
            static_cast<std::uint32_t>(step.bytes), step.valid};
}

std::size_t validPrefix(std::string_view text) {
    std::size_t at = 0;
    while ((at = skipAscii(text, at)) < text.size()) {
        if (isPlainThree(text, at)) {
            at += 3;
            continue;
        }
        const Decoded step = decodeAt(text, at);
        if (!step.valid) {
            return at;
        }
        at += step.bytes;
    }
    return at;
}

RepairedText::RepairedText(std::string_view source, InvalidRule rule) {
    std::size_t at = 0;
    while (at < source.size()) {
        const std::size_t good = validPrefix(source.substr(at));
        text_.append(source.substr(at, good));
        at += good;
        if (at < source.size()) {
            const bool byteWise = rule == InvalidRule::EachByte;
            const std::size_t bytes = byteWise ? 1 : decodeAt(source, at).bytes;
            if (byteWise) {
                text_.append(kInvalidMarkBytes);
            } else {
                appendUtf8(text_, kReplacementCharacter);
            }
            invalid_.push_back({at, at + bytes});
            repairedAt_.push_back(text_.size());
            at += bytes;
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
