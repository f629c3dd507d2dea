#pragma once

#include "core/base/axis.h"

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrine::widgets {

/// A text of bytes as a text document holds it, with the way back: what is edited in a field and
/// what is tokenised differ where the bytes are no UTF-8 and where a document would change them.
/// One UTF-16 unit of the document for each of the text: a line feed is a paragraph separator,
/// other controls and separators are visible signs, invalid parts are U+FFFD.
class Utf16Map {
public:
    explicit Utf16Map(const QByteArray& bytes);

    /// As QTextDocument::toRawText() gives it.
    [[nodiscard]] const QString& raw() const { return raw_; }

    /// The byte at which a UTF-16 unit stands; the size for what lies behind. For the second half
    /// of a surrogate pair the byte of the first.
    [[nodiscard]] std::size_t byteOf(qsizetype unit) const;

    /// The unit at which the character of a byte stands; the size for what lies behind.
    [[nodiscard]] qsizetype unitOf(std::size_t byte) const;

    /// The bytes when the document holds `raw` instead: the middle that differs is taken from it
    /// (lone surrogates become U+FFFD), all bytes outside are kept.
    [[nodiscard]] QByteArray editedTo(const QString& raw) const;

private:
    void append(char32_t character, std::size_t byte);

    QByteArray bytes_;
    QString raw_;
    std::vector<std::uint32_t> byteOf_; ///< for each unit
};

/// UTF-8 with U+FFFD for lone surrogates, where QString::toUtf8 has a question mark.
[[nodiscard]] QByteArray utf8Of(const QString& text);

} // namespace vitrine::widgets
