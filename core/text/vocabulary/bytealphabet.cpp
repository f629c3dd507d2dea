#include "core/text/vocabulary/bytealphabet.h"

#include "core/text/unicode/utf8.h"

#include <array>

namespace vitrine::text {

namespace {

constexpr char32_t kFirstStandIn = 0x100;

constexpr bool standsForItself(unsigned byte) {
    return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}

struct Alphabet {
    std::array<char32_t, 256> character{};
    std::array<unsigned char, 68> standIns{}; ///< the byte of U+0100 + index
};

constexpr Alphabet makeAlphabet() {
    Alphabet alphabet;
    std::size_t standIns = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
        if (standsForItself(byte)) {
            alphabet.character[byte] = byte;
        } else {
            alphabet.character[byte] = kFirstStandIn + static_cast<char32_t>(standIns);
            alphabet.standIns[standIns++] = static_cast<unsigned char>(byte);
        }
    }
    return alphabet;
}

constexpr Alphabet kAlphabet = makeAlphabet();

} // namespace

char32_t characterOfByte(unsigned char byte) {
    return kAlphabet.character[byte];
}

std::optional<unsigned char> byteOfCharacter(char32_t code) {
    if (code < kFirstStandIn) {
        return standsForItself(code) ? std::optional(static_cast<unsigned char>(code))
                                     : std::nullopt;
    }
    const char32_t index = code - kFirstStandIn;
    return index < kAlphabet.standIns.size() ? std::optional(kAlphabet.standIns[index])
                                             : std::nullopt;
}

std::string spellBytes(std::string_view bytes) {
    std::string piece;
    for (const char byte : bytes) {
        appendUtf8(piece, characterOfByte(static_cast<unsigned char>(byte)));
    }
    return piece;
}

std::string bytesOfPiece(std::string_view piece) {
    std::string bytes;
    for (std::size_t at = 0; at < piece.size();) {
        const Decoded step = decodeAt(piece, at);
        const auto byte = byteOfCharacter(step.code);
        if (!byte) {
            return std::string(piece);
        }
        bytes.push_back(static_cast<char>(*byte));
        at += step.bytes;
    }
    return bytes;
}

} // namespace vitrine::text
