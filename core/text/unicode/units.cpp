#include "core/text/unicode/units.h"

#include "core/base/unicode/graphemes.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

namespace {

/// Index of the last entry that is not above `place`.
std::size_t indexOf(const std::vector<std::size_t>& begins, std::size_t place) {
    return static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), place) -
                                    begins.begin()) -
           1;
}

std::size_t entry(const std::vector<std::size_t>& begins, std::size_t index) {
    return begins[std::min(index, begins.size() - 1)];
}

} // namespace

Units::Units(std::string_view text)
    : bytes_(text.size()) {
    std::size_t utf16 = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded step = decodeAt(text, at);
        codePointBegins_.push_back(at);
        utf16Begins_.push_back(utf16);
        utf16 += step.code > 0xFFFF ? 2 : 1;
        at += step.bytes;
    }
    codePointBegins_.push_back(text.size());
    utf16Begins_.push_back(utf16);
    for (std::size_t at = 0; at < text.size(); at = unicode::nextGrapheme(text, at)) {
        graphemeBegins_.push_back(at);
    }
    graphemeBegins_.push_back(text.size());
}

std::size_t Units::codePointOfByte(std::size_t byte) const {
    return indexOf(codePointBegins_, byte);
}

std::size_t Units::utf16OfByte(std::size_t byte) const {
    return utf16Begins_[codePointOfByte(byte)];
}

std::size_t Units::graphemeOfByte(std::size_t byte) const {
    return indexOf(graphemeBegins_, byte);
}

std::size_t Units::byteOfCodePoint(std::size_t index) const {
    return entry(codePointBegins_, index);
}

std::size_t Units::byteOfUtf16(std::size_t index) const {
    return codePointBegins_[indexOf(utf16Begins_, index)];
}

std::size_t Units::byteOfGrapheme(std::size_t index) const {
    return entry(graphemeBegins_, index);
}

} // namespace vitrine::text
