#include "widgets/tokens/study/piecewords.h"

#include "core/base/unicode/properties.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/tokens/study/drawnpiece.h"

#include <QCoreApplication>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr char16_t kDottedCircle = 0x25CC;

QString translated(const char* text) {
    return QCoreApplication::translate("vitrine::widgets::PieceWords", text);
}

bool isWhite(char32_t code) {
    return unicode::Properties(code).whiteSpace();
}

bool allWhite(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = utf8Step(text, at);
        if (!isWhite(step.character)) {
            return false;
        }
        at += step.bytes;
    }
    return !text.empty();
}

std::string_view withoutLeadingWhite(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && isWhite(utf8Step(text, at).character)) {
        at += utf8Step(text, at).bytes;
    }
    return text.substr(at);
}

bool isMark(unicode::Category category) {
    return category == unicode::Category::Mn || category == unicode::Category::Mc
        || category == unicode::Category::Me;
}

bool isShapeless(unicode::Category category) {
    return category == unicode::Category::Cc || category == unicode::Category::Cf
        || category == unicode::Category::Co || category == unicode::Category::Cn;
}

/// A whole text of the tokenizer as it is to be read.
PieceWords wordsOf(std::string_view text) {
    if (allWhite(text)) {
        return {visibleSigns(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))),
                PieceWords::Shape::White};
    }
    const std::string_view rest = withoutLeadingWhite(text);
    const Utf8Step first = utf8Step(rest, 0);
    const unicode::Category category = unicode::Properties(first.character).category();
    const bool alone = first.bytes == rest.size();
    if (alone && (isShapeless(category) || first.character == 0xFE0F)) {
        return {QString::number(static_cast<uint>(first.character), 16).toUpper().rightJustified(
                    4, u'0'),
                PieceWords::Shape::Code};
    }
    QString words = QString::fromUtf8(rest.data(), static_cast<qsizetype>(rest.size()));
    return {isMark(category) ? QChar(kDottedCircle) + words : visibleSigns(words),
            PieceWords::Shape::Text};
}

} // namespace

QString counted(qint64 count, const QString& one, const QString& many) {
    return countText(count) + u' ' + (count == 1 ? one : many);
}

bool isByteLevel(const text::Tokenizer& tokenizer) {
    return tokenizer.kind() == "byte-level BPE";
}

PieceWords pieceWords(const text::Token& token, bool byteLevel) {
    const std::string_view piece = token.text;
    switch (token.kind) {
    case TokenKind::Byte:
        if (const std::string bytes = bytesOfPiece(piece); !bytes.empty()) {
            return {hexText(bytes, QChar()), PieceWords::Shape::Hex};
        }
        break;
    case TokenKind::Class:
    case TokenKind::Separator:
    case TokenKind::Pad:
    case TokenKind::Special:
        if (token.special && piece.size() > 2 && piece.front() == '[' && piece.back() == ']') {
            return {QString::fromUtf8(piece.data() + 1, static_cast<qsizetype>(piece.size()) - 2),
                    PieceWords::Shape::Text};
        }
        return {QString::fromStdString(token.text), PieceWords::Shape::Text};
    case TokenKind::Prefix:
    case TokenKind::Unknown: return {QString::fromStdString(token.text), PieceWords::Shape::Text};
    case TokenKind::Continuation:
        if (piece.size() > 2 && piece.starts_with("##")) {
            return wordsOf(piece.substr(2));
        }
        break;
    case TokenKind::Piece:
    case TokenKind::Character:
    case TokenKind::Patch: break;
    }
    if (byteLevel) {
        if (const std::string bytes = bytesOfPiece(piece); !bytes.empty()) {
            return isUtf8(bytes) ? wordsOf(bytes)
                                 : PieceWords{hexText(bytes, QChar()), PieceWords::Shape::Hex};
        }
    }
    return wordsOf(piece);
}

QString bytesText(Span span) {
    return span.empty() ? translated("none")
                        : countText(static_cast<qint64>(span.begin)) + QChar(0x2013)
            + countText(static_cast<qint64>(span.end));
}

QString kindText(const text::Token& token) {
    switch (token.kind) {
    case TokenKind::Piece: return translated("starts a word");
    case TokenKind::Continuation: return translated("continuation");
    case TokenKind::Character: return translated("character");
    case TokenKind::Byte: return translated("byte");
    case TokenKind::Patch: return translated("patch");
    case TokenKind::Prefix: return translated("prefix vector of a picture");
    case TokenKind::Unknown: return translated("unknown");
    case TokenKind::Class:
    case TokenKind::Separator:
    case TokenKind::Pad:
    case TokenKind::Special: break;
    }
    return token.special ? translated("special, added by the template")
                         : translated("special, typed in the text");
}

QString visibleSigns(QString text) {
    for (QChar& c : text) {
        if (c == u'\n') {
            c = QChar(0x21B5);
        } else if (c == u'\t') {
            c = QChar(0x21E5);
        } else if (c.unicode() < 0x20) {
            c = QChar(0x2400 + c.unicode());
        } else if (isWhite(c.unicode())) {
            c = QChar(0x00B7);
        }
    }
    return text;
}

QString hexText(std::string_view bytes, QChar separator) {
    static constexpr char16_t kDigits[] = u"0123456789ABCDEF";
    QString text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!text.isEmpty() && !separator.isNull()) {
            text.append(separator);
        }
        text.append(QChar(kDigits[byte >> 4]));
        text.append(QChar(kDigits[byte & 15U]));
    }
    return text;
}

} // namespace vitrine::widgets
