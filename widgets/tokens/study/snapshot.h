#pragma once

#include "core/base/axis.h"
#include "core/text/stages.h"
#include "widgets/tokens/study/drawnpiece.h"
#include "widgets/tokens/study/namedtokenizer.h"

#include <QByteArray>

#include <cstddef>
#include <memory>
#include <stop_token>
#include <vector>

namespace vitrine::widgets {

/// What one tokenizer made of the text.
struct TokenRow {
    NamedTokenizer tokenizer;
    text::Encoding encoding;          ///< with the template's tokens
    std::vector<DrawnPiece> pieces;   ///< one for each token
    std::vector<text::Dropped> dropped; ///< without white space
    std::size_t special = 0;          ///< tokens of the template
    std::size_t unknown = 0;

    [[nodiscard]] const std::vector<text::Token>& tokens() const { return encoding.tokens; }

    /// Tokens that came from the text.
    [[nodiscard]] std::size_t ownPieces() const { return encoding.tokens.size() - special; }
};

/// One text and all its rows: a value that no one changes any more.
struct Snapshot {
    QByteArray text;
    std::vector<Span> clusters;    ///< what a reader calls characters, in bytes; cover the text
    std::size_t characters = 0;    ///< code points, U+FFFD for an invalid part
    std::size_t words = 0;         ///< runs without white space
    std::vector<Span> invalid;     ///< bytes that are no UTF-8
    std::vector<TokenRow> rows;
    double milliseconds = 0;       ///< all tokenizers together
};

using SnapshotPointer = std::shared_ptr<const Snapshot>;

/// Tokenises. Null if stopped.
[[nodiscard]] SnapshotPointer takeSnapshot(const QByteArray& text,
                                           const std::vector<NamedTokenizer>& tokenizers,
                                           const std::stop_token& stop);

/// Pieces for each word of the text; 0 for no words. And source bytes for each piece.
[[nodiscard]] double piecesPerWord(const Snapshot& snapshot, const TokenRow& row);
[[nodiscard]] double bytesPerPiece(const Snapshot& snapshot, const TokenRow& row);

/// The clusters that overlap `bytes`: [first, second).
[[nodiscard]] std::pair<std::size_t, std::size_t> clustersIn(const Snapshot& snapshot, Span bytes);

} // namespace vitrine::widgets
