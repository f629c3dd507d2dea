#pragma once

#include "core/text/normalize/charsmap.h"
#include "core/text/sentencepiece/modelfile.h"
#include "core/text/vocabulary/doublearray.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

/// A text as SentencePiece's model sees it.
struct PieceText {
    std::string text;
    /// For each byte, and for the end, the source byte of what it came from.
    std::vector<std::uint32_t> origin;

    void clear() {
        text.clear();
        origin.clear();
    }
};

/// SentencePiece's normaliser: character map, spaces trimmed and joined, U+2581 for spaces, one put
/// in front (or behind). User-defined pieces pass the map untouched.
class SpaceNormalizer {
public:
    /// `model` gives the switches and the user-defined pieces.
    SpaceNormalizer(const SentencePieceModel& model, Charsmap map);

    /// Replaces `out` by the normalised bytes [begin, end) of a text. Marks of invalid bytes (see
    /// RepairedText) become U+FFFD past the map. `prefix`: whether the dummy prefix is wanted.
    void run(std::string_view text, std::size_t begin, std::size_t end, bool prefix,
             PieceText& out) const;

    /// What the map alone does, for people to see.
    [[nodiscard]] NormalizerStep mapStep() const;

    /// The longest user-defined piece with which a text begins: its bytes, or 0.
    [[nodiscard]] std::size_t userDefinedAt(std::string_view text, std::size_t at) const;

private:
    struct Prefix {
        std::size_t bytes = 0; ///< consumed
        std::string_view text; ///< what they become
    };

    [[nodiscard]] Prefix prefixAt(std::string_view text) const;
    void addSpace(std::size_t origin, PieceText& out) const;
    void trimEnd(std::size_t& consumed, PieceText& out) const;

    DoubleArray userDefined_;
    Charsmap map_;
    std::string space_; ///< what a space becomes
    bool addDummyPrefix_ = true;
    bool spaceAsSuffix_ = false;
    bool removeExtraWhitespaces_ = true;
};

} // namespace vitrine::text
