#include "widgets/input/bytemap.h"

#include "core/base/utf8.h"

#include <QChar>

#include <algorithm>

namespace vitrine::widgets {

ByteMap::ByteMap()
    : starts_{0} {}

ByteMap::ByteMap(const QByteArray& utf8) {
    const std::string_view bytes(utf8.constData(), static_cast<std::size_t>(utf8.size()));
    text_.reserve(utf8.size());
    starts_.reserve(bytes.size() + 1);
    std::size_t at = 0;
    while (at < bytes.size()) {
        const Utf8Step step = utf8Step(bytes, at);
        if (QChar::requiresSurrogates(step.character)) {
            text_.append(QChar(QChar::highSurrogate(step.character)));
            text_.append(QChar(QChar::lowSurrogate(step.character)));
            starts_.insert(starts_.end(), 2, at);
        } else {
            text_.append(QChar(static_cast<char16_t>(step.character)));
            starts_.push_back(at);
        }
        at += step.bytes;
    }
    starts_.push_back(bytes.size());
}

int ByteMap::positionOf(std::size_t byte) const {
    const auto after = std::upper_bound(starts_.begin(), starts_.end(), byte);
    if (after == starts_.end()) {
        return static_cast<int>(starts_.size()) - 1;
    }
    const auto place = std::lower_bound(starts_.begin(), after, *(after - 1));
    return static_cast<int>(place - starts_.begin());
}

std::size_t ByteMap::byteOf(int position) const {
    const auto last = static_cast<int>(starts_.size()) - 1;
    return starts_[static_cast<std::size_t>(std::clamp(position, 0, last))];
}

} // namespace vitrine::widgets
