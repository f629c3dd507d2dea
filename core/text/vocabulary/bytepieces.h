#pragma once

#include "core/text/vocabulary/vocabulary.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::text {

// Pieces "<0x41>" that stand for bytes, which byte fallback uses.

/// The spelling of a byte.
[[nodiscard]] std::string bytePiece(unsigned char byte);

/// The byte that a piece spells.
[[nodiscard]] std::optional<unsigned char> byteOfPiece(std::string_view piece);

/// Whether a piece is a byte that is no character alone.
[[nodiscard]] bool isPartialBytePiece(std::string_view piece);

/// The ids of all 256 byte pieces.
class BytePieces {
public:
    BytePieces() { ids_.fill(-1); }

    explicit BytePieces(const Vocabulary& vocabulary);

    /// The id of a byte's piece, or −1.
    [[nodiscard]] std::int32_t idOf(char byte) const {
        return ids_[static_cast<unsigned char>(byte)];
    }

    /// Whether every byte of a text has a piece.
    [[nodiscard]] bool spell(std::string_view text) const;

    /// Whether every byte has one.
    [[nodiscard]] bool complete() const;

private:
    std::array<std::int32_t, 256> ids_{};
};

} // namespace vitrine::text
