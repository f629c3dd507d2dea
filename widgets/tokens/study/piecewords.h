#pragma once

#include "core/base/utf8.h"
#include "core/text/tokenizer.h"

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::widgets {

/// A count with its noun: "1 piece", "22 pieces", with thin spaces in thousands.
[[nodiscard]] QString counted(qint64 count, const QString& one, const QString& many);

/// How a token is written in a box or a table.
struct PieceWords {
    enum class Shape { Text, Hex, White, Code };

    QString text;
    Shape shape = Shape::Text;

    bool operator==(const PieceWords&) const = default;
};

/// What a token says, without the marks that show in other ways: "chs" for "##chs", "the" for
/// "Ġthe", "naïve" for "naÃ¯ve"; hex for parts of characters, signs for white space, the code point
/// for what has no shape of its own. `byteLevel`: the vocabulary spells bytes as characters.
[[nodiscard]] PieceWords pieceWords(const text::Token& token, bool byteLevel);

/// Whether a tokenizer spells bytes as characters.
[[nodiscard]] bool isByteLevel(const text::Tokenizer& tokenizer);

/// "27–30", or "none" for an empty span.
[[nodiscard]] QString bytesText(Span span);

/// "continuation", "starts a word", "byte".
[[nodiscard]] QString kindText(const text::Token& token);

/// White space and controls as visible signs: "·", "↵", "⇥", "␀".
[[nodiscard]] QString visibleSigns(QString text);

/// "20 F0 9F".
[[nodiscard]] QString hexText(std::string_view bytes, QChar separator);

} // namespace vitrine::widgets
