#include "widgets/tokens/field/utf16map.h"

#include "core/base/utf8.h"

#include <QChar>
#include <QList>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr char32_t kControlPictures = 0x2400;

// What a text document keeps as one unit and shows.
char32_t documentCharacter(char32_t character) {
    if (character == U'\n') {
        return QChar::ParagraphSeparator;
    }
    if (character < 0x20 && character != U'\t') {
        return kControlPictures + character;
    }
    if (character == 0x7F) {
        return 0x2421;
    }
    if (character == QChar::ParagraphSeparator) {
        return 0x00B6;
    }
    // Qt keeps these two for the borders of frames.
    return character == 0xFDD0 || character == 0xFDD1 ? U'\uFFFD' : character;
}

} // namespace

Utf16Map::Utf16Map(const QByteArray& bytes)
    : bytes_(bytes) {
    const std::string_view source(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    raw_.reserve(bytes.size());
    byteOf_.reserve(source.size());
    for (std::size_t at = 0; at < source.size();) {
        const Utf8Step step = utf8Step(source, at);
        append(documentCharacter(step.character), at);
        at += step.bytes;
    }
}

void Utf16Map::append(char32_t character, std::size_t byte) {
    if (QChar::requiresSurrogates(character)) {
        raw_.append(QChar(QChar::highSurrogate(character)));
        raw_.append(QChar(QChar::lowSurrogate(character)));
        byteOf_.push_back(static_cast<std::uint32_t>(byte));
    } else {
        raw_.append(QChar(static_cast<char16_t>(character)));
    }
    byteOf_.push_back(static_cast<std::uint32_t>(byte));
}

std::size_t Utf16Map::byteOf(qsizetype unit) const {
    const auto index = static_cast<std::size_t>(std::max<qsizetype>(unit, 0));
    return index < byteOf_.size() ? byteOf_[index] : static_cast<std::size_t>(bytes_.size());
}

qsizetype Utf16Map::unitOf(std::size_t byte) const {
    const auto after = std::upper_bound(byteOf_.begin(), byteOf_.end(), byte);
    if (byte >= static_cast<std::size_t>(bytes_.size()) || after == byteOf_.begin()) {
        return byte == 0 ? 0 : raw_.size();
    }
    const auto first = std::lower_bound(byteOf_.begin(), after, *(after - 1));
    return first - byteOf_.begin();
}

QByteArray Utf16Map::editedTo(const QString& raw) const {
    const qsizetype least = std::min(raw.size(), raw_.size());
    qsizetype head = 0;
    while (head < least && raw[head] == raw_[head]) {
        ++head;
    }
    if (head > 0 && raw[head - 1].isHighSurrogate()) {
        --head;
    }
    qsizetype tail = 0;
    while (tail < least - head && raw[raw.size() - 1 - tail] == raw_[raw_.size() - 1 - tail]) {
        ++tail;
    }
    if (tail > 0 && raw[raw.size() - tail].isLowSurrogate()) {
        --tail;
    }
    QString added = raw.mid(head, raw.size() - head - tail);
    added.replace(QChar(QChar::ParagraphSeparator), u'\n');
    const auto begin = static_cast<qsizetype>(byteOf(head));
    const auto end = static_cast<qsizetype>(byteOf(raw_.size() - tail));
    return bytes_.left(begin) + utf8Of(added) + bytes_.mid(end);
}

QByteArray utf8Of(const QString& text) {
    std::string bytes;
    for (const uint character : text.toUcs4()) {
        appendUtf8(bytes, character);
    }
    return QByteArray::fromStdString(bytes);
}

} // namespace vitrine::widgets
