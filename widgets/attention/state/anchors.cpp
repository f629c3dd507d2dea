#include "widgets/attention/state/anchors.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

bool isAdded(const AxisToken& token) {
    return token.special && token.source.empty();
}

std::string_view pairOf(const Sample& sample) {
    return sample.pair ? std::string_view(*sample.pair) : std::string_view();
}

std::optional<std::size_t> carriedByte(const std::vector<analysis::CommonBlock>& blocks,
                                       std::size_t byte) {
    for (const analysis::CommonBlock& block : blocks) {
        if (byte >= block.beginA && byte < block.beginA + block.bytes) {
            return block.beginB + (byte - block.beginA);
        }
    }
    return std::nullopt;
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

} // namespace

TokenAnchor anchorOf(const Axis& axis, std::size_t index) {
    const AxisToken& token = axis.tokens.at(index);
    TokenAnchor anchor{.segment = token.segment, .source = token.source};
    if (isAdded(token)) {
        const auto here = axis.tokens.begin() + static_cast<std::ptrdiff_t>(index);
        anchor.added = static_cast<int>(std::count_if(axis.tokens.begin(), here, isAdded));
    }
    return anchor;
}

std::optional<std::size_t> indexOf(const Axis& axis, const TokenAnchor& anchor) {
    if (anchor.added >= 0) {
        return addedIndex(axis, anchor.added);
    }
    std::optional<std::size_t> covering;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        const AxisToken& token = axis.tokens[index];
        if (isAdded(token) || token.segment != anchor.segment) {
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

AnchorCarrier::AnchorCarrier(const Sample& from, const Sample& to)
    : text_(analysis::commonBlocks(from.text, to.text))
    , pair_(analysis::commonBlocks(pairOf(from), pairOf(to))) {}

std::optional<TokenAnchor> AnchorCarrier::carried(const TokenAnchor& anchor) const {
    if (anchor.added >= 0) {
        return anchor;
    }
    const auto& blocks = anchor.segment == 0 ? text_ : pair_;
    const auto begin = carriedByte(blocks, anchor.source.begin);
    if (!begin) {
        return std::nullopt;
    }
    TokenAnchor result = anchor;
    result.source = {*begin, *begin + anchor.source.size()};
    return result;
}

} // namespace vitrine::widgets
