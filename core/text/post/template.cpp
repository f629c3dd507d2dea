#include "core/text/post/template.h"

#include <algorithm>
#include <utility>

namespace vitrine::text {

namespace {

std::vector<TemplateItem> textsOf(const std::vector<TemplateItem>& items) {
    std::vector<TemplateItem> texts;
    std::copy_if(items.begin(), items.end(), std::back_inserter(texts),
                 [](const auto& item) { return item.kind != TemplateItem::Kind::Special; });
    return texts;
}

bool holds(const TemplateItem& item, std::int64_t id) {
    return std::find(item.ids.begin(), item.ids.end(), id) != item.ids.end();
}

} // namespace

Template Template::bare() const {
    Template result;
    result.single = textsOf(single);
    result.pair = textsOf(pair);
    return result;
}

std::size_t Template::specialCount(bool withPair) const {
    std::size_t count = 0;
    for (const TemplateItem& item : of(withPair)) {
        count += item.ids.size();
    }
    return count;
}

TokenKind Template::kindOf(std::int64_t id) const {
    bool before = true;
    bool isClass = false;
    for (const TemplateItem& item : single) {
        if (item.kind != TemplateItem::Kind::Special) {
            before = false;
        } else if (holds(item, id)) {
            if (!before) {
                return TokenKind::Separator;
            }
            isClass = true;
        }
    }
    return isClass ? TokenKind::Class : TokenKind::Special;
}

Lengths truncateLongestFirst(Lengths lengths, bool withPair, std::size_t room) {
    if (lengths.text + lengths.pair <= room) {
        return lengths;
    }
    if (!withPair) {
        return {room, 0};
    }
    std::size_t shorter = std::min(lengths.text, lengths.pair);
    std::size_t longer = shorter > room ? shorter : std::max(shorter, room - shorter);
    if (shorter + longer > room) {
        shorter = room / 2;
        longer = shorter + room % 2;
    }
    const Lengths straight{shorter, longer};
    return lengths.text > lengths.pair ? Lengths{longer, shorter} : straight;
}

} // namespace vitrine::text
