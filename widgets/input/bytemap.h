#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <vector>

namespace vitrine::widgets {

/// Places in a UTF-8 text and in the QString that shows it. Each maximal invalid part is one U+FFFD
/// there, so that what the editor shows has a place for every byte. A plain value.
class ByteMap {
public:
    ByteMap();
    explicit ByteMap(const QByteArray& utf8);

    /// The text as shown, invalid parts as U+FFFD.
    [[nodiscard]] const QString& text() const { return text_; }

    /// The UTF-16 position of a byte; a byte within a character gives the character's start.
    [[nodiscard]] int positionOf(std::size_t byte) const;

    /// The byte at which the character at a UTF-16 position begins.
    [[nodiscard]] std::size_t byteOf(int position) const;

    [[nodiscard]] std::size_t bytes() const { return starts_.back(); }

private:
    QString text_;
    std::vector<std::size_t> starts_; ///< byte of every UTF-16 unit, then the end
};

} // namespace vitrine::widgets
