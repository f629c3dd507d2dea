#include "core/text/vocabulary/bytepieces.h"

#include <algorithm>
#include <charconv>

namespace vitrine::text {

std::string bytePiece(unsigned char byte) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    return {'<', '0', 'x', kDigits[byte / 16], kDigits[byte % 16], '>'};
}

std::optional<unsigned char> byteOfPiece(std::string_view piece) {
    unsigned char byte = 0;
    if (piece.size() == 6 && piece.substr(0, 3) == "<0x" && piece.back() == '>') {
        const auto read = std::from_chars(piece.data() + 3, piece.data() + 5, byte, 16);
        if (read.ec == std::errc{} && read.ptr == piece.data() + 5) {
            return byte;
        }
    }
    return std::nullopt;
}

bool isPartialBytePiece(std::string_view piece) {
    constexpr unsigned char kFirstPart = 0x80;
    return byteOfPiece(piece).value_or(0) >= kFirstPart;
}

BytePieces::BytePieces(const Vocabulary& vocabulary) {
    for (std::size_t byte = 0; byte < ids_.size(); ++byte) {
        ids_[byte] = vocabulary.find(bytePiece(static_cast<unsigned char>(byte))).value_or(-1);
    }
}

bool BytePieces::spell(std::string_view text) const {
    return std::ranges::all_of(text, [this](char byte) { return idOf(byte) >= 0; });
}

bool BytePieces::complete() const {
    return std::ranges::all_of(ids_, [](std::int32_t id) { return id >= 0; });
}

} // namespace vitrine::text
