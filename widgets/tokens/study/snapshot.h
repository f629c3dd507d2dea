#pragma once

#include "core/base/axis.h"
#include "core/base/tick.h"
#include "core/text/stages.h"
#include "widgets/tokens/study/drawnpiece.h"
#include "widgets/tokens/study/namedtokenizer.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::widgets {

/// What one tokenizer made of the text.
struct TokenRow {
    NamedTokenizer tokenizer;
    text::Encoding encoding;            ///< with the template's tokens
    std::vector<DrawnPiece> pieces;     ///< one for each token
    std::vector<text::Dropped> dropped; ///< without white space
    std::size_t special = 0;            ///< tokens of the template
    std::size_t unknown = 0;

    [[nodiscard]] const std::vector<text::Token>& tokens() const { return encoding.tokens; }

    /// Tokens that came from the text.
    [[nodiscard]] std::size_t ownPieces() const { return encoding.tokens.size() - special; }

    /// The first token that has some of the bytes, or −1.
    [[nodiscard]] int tokenAt(Span source) const;

    /// Tokens [first, second) that are drawn over some of the bytes.
    [[nodiscard]] std::pair<std::size_t, std::size_t> drawnIn(double begin, double end) const;
};

/// One text and all its rows: a value that no one changes any more.
struct Snapshot {
    QByteArray text;
    std::vector<Span> clusters; ///< what a reader calls characters, in bytes; cover the text
    std::size_t characters = 0; ///< code points; an invalid part counts as one
    std::size_t words = 0;      ///< runs without white space
    std::vector<Span> invalid;  ///< bytes that are no UTF-8
    std::vector<TokenRow> rows;
    double milliseconds = 0;    ///< all tokenizers together

    [[nodiscard]] std::string_view bytes() const {
        return {text.constData(), static_cast<std::size_t>(text.size())};
    }

    /// Source bytes as text, invalid parts as U+FFFD.
    [[nodiscard]] QString sourceText(Span bytes) const;

    /// The clusters that overlap the bytes: [first, second).
    [[nodiscard]] std::pair<std::size_t, std::size_t> clustersIn(Span bytes) const;

    /// The bytes around a place up to the next white space on both sides.
    [[nodiscard]] Span wordAround(Span bytes) const;

    /// Which of `words` begins at a byte, from 1.
    [[nodiscard]] std::size_t wordNumber(std::size_t begin) const;
};

using SnapshotPointer = std::shared_ptr<const Snapshot>;

/// Tokenises. Null if stopped.
[[nodiscard]] SnapshotPointer takeSnapshot(const QByteArray& text,
                                           const std::vector<NamedTokenizer>& tokenizers,
                                           const Tick& tick);

/// Pieces for each word of the text, template left out; 0 where there are no words.
[[nodiscard]] double piecesPerWord(const Snapshot& snapshot, const TokenRow& row);

/// Source bytes for each piece, template left out; 0 where there are none.
[[nodiscard]] double bytesPerPiece(const Snapshot& snapshot, const TokenRow& row);

} // namespace vitrine::widgets
