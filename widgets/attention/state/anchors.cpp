#include "widgets/attention/state/anchors.h"

#include "core/analysis/subsequence.h"

#include <QChar>
#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace vitrine::widgets {

namespace {

bool isAdded(const AxisToken& token) {
    return token.special && token.source.empty();
}

// The patch with that box in its frame, else the one that covers its middle: models cut pictures
// differently.
std::optional<std::size_t> patchOver(const Axis& axis, const TokenAnchor& anchor) {
    const Box& box = *anchor.box;
    const float x = box.x + box.width / 2;
    const float y = box.y + box.height / 2;
    std::optional<std::size_t> covering;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        const AxisToken& token = axis.tokens[index];
        const bool otherFrame =
            token.frame >= 0 && anchor.frame >= 0 && token.frame != anchor.frame;
        if (token.kind != TokenKind::Patch || otherFrame) {
            continue;
        }
        if (token.box == box) {
            return index;
        }
        if (x >= token.box.x && x < token.box.x + token.box.width && y >= token.box.y &&
            y < token.box.y + token.box.height) {
            covering = index;
        }
    }
    return covering;
}

std::optional<std::size_t> addedIndex(const Axis& axis, int count) {
    int seen = 0;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        if (isAdded(axis.tokens[index]) && seen++ == count) {
            return index;
        }
    }
    return std::nullopt;
}

/// Carries anchors from one text to another.
class Carrier {
public:
    Carrier(const Sample& from, const Sample& to)
        : blocks_{analysis::commonBlocks(from.text, to.text),
                  analysis::commonBlocks(from.pair.value_or(""), to.pair.value_or(""))} {}

    [[nodiscard]] std::optional<TokenAnchor> carried(const TokenAnchor& anchor) const {
        if (anchor.added >= 0 || anchor.box) {
            return anchor;
        }
        std::size_t kept = 0;
        Span moved; // the longest part that stayed together
        for (const analysis::CommonBlock& block :
             blocks_.at(static_cast<std::size_t>(anchor.segment))) {
            const std::size_t begin = std::max(anchor.source.begin, block.beginA);
            const std::size_t end = std::min(anchor.source.end, block.beginA + block.bytes);
            if (begin < end) {
                kept += end - begin;
                const std::size_t there = begin - block.beginA + block.beginB;
                if (end - begin > moved.size()) {
                    moved = {there, there + (end - begin)};
                }
            }
        }
        if (kept == 0 || 2 * kept < anchor.source.size()) {
            return std::nullopt;
        }
        return TokenAnchor{.segment = anchor.segment, .source = moved};
    }

private:
    std::array<std::vector<analysis::CommonBlock>, 2> blocks_; ///< of the text, of the pair
};

} // namespace

TokenAnchor anchorOf(const Axis& axis, std::size_t index) {
    const AxisToken& token = axis.tokens.at(index);
    TokenAnchor anchor{.segment = token.segment, .source = token.source};
    if (token.kind == TokenKind::Patch) {
        anchor.box = token.box;
        anchor.frame = token.frame;
    } else if (isAdded(token)) {
        const auto here = axis.tokens.begin() + static_cast<std::ptrdiff_t>(index);
        anchor.added = static_cast<int>(std::count_if(axis.tokens.begin(), here, isAdded));
    }
    return anchor;
}

std::optional<std::size_t> indexOf(const Axis& axis, const TokenAnchor& anchor) {
    if (anchor.added >= 0) {
        return addedIndex(axis, anchor.added);
    }
    if (anchor.box) {
        return patchOver(axis, anchor);
    }
    std::optional<std::size_t> covering;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        const AxisToken& token = axis.tokens[index];
        if (isAdded(token) || token.segment != anchor.segment || token.kind == TokenKind::Patch) {
            continue;
        }
        if (token.source == anchor.source) {
            return index;
        }
        const std::size_t byte = anchor.source.begin;
        const bool covers = token.source.begin <= byte && byte < token.source.end;
        if (covers && (!covering || token.source.begin == byte)) {
            covering = index;
        }
    }
    return covering;
}

CarriedSelection carried(const AttentionSelection& selection, const Sample& from,
                         const Sample& to) {
    CarriedSelection result{.selection = selection, .lost = {}};
    if (from.text == to.text && from.pair == to.pair) {
        return result;
    }
    const Carrier carrier(from, to);
    const auto carry = [&](std::optional<TokenAnchor>& anchor) {
        const bool was = anchor.has_value();
        anchor = was ? carrier.carried(*anchor) : std::nullopt;
        return was == anchor.has_value();
    };
    for (Pin& pin : result.selection.pins) {
        const bool query = carry(pin.query);
        const bool key = carry(pin.key);
        if (!query || !key) {
            result.lost << QCoreApplication::translate("anchors",
                                                       "Pin %1 lost its cell, no such word")
                               .arg(QChar(u'A' + pin.letter));
            pin.query.reset();
            pin.key.reset();
        }
    }
    const bool query = carry(result.selection.query);
    const bool key = carry(result.selection.key);
    if (!query) {
        result.selection.key.reset();
    }
    if ((!query || !key) && result.lost.isEmpty()) {
        result.lost << QCoreApplication::translate("anchors",
                                                   "The chosen cell is lost, no such word");
    }
    return result;
}

} // namespace vitrine::widgets
