#pragma once

#include "core/text/models/wordpart.h"
#include "core/text/vocabulary/doublearray.h"
#include "core/text/vocabulary/vocabulary.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::text {

struct WordPieceOptions {
    std::string unknown = "[UNK]";
    std::string continuation = "##";
    std::size_t maxCharacters = 100; ///< code points; longer words are unknown
};

/// Greedy longest match from the left; if any place matches nothing the whole word is unknown.
class WordPiece {
public:
    /// `vocabulary` must outlive this. Precondition: it holds the unknown token.
    WordPiece(const Vocabulary& vocabulary, WordPieceOptions options);

    /// Appends the parts of a word of `characters` code points; one unknown part if matching fails.
    void match(std::string_view word, std::size_t characters, std::vector<WordPart>& parts) const;

    /// The longest piece that begins at byte `at`, or an id of −1.
    [[nodiscard]] WordPart longestAt(std::string_view word, std::size_t at) const;

    [[nodiscard]] std::int32_t unknownId() const { return unknownId_; }

    [[nodiscard]] const WordPieceOptions& options() const { return options_; }

private:
    WordPieceOptions options_;
    DoubleArray trie_;
    DoubleArray::Node inside_ = DoubleArray::kNone; ///< where continuations begin
    std::int32_t unknownId_ = 0;
};

} // namespace vitrine::text
