#include "core/analysis/rowcontext.h"

#include <algorithm>
#include <cmath>

namespace vitrine::analysis {

RowContext::RowContext(const Axis& axis)
    : sameAxis_(true) {
    readQueries(axis);
    readKeys(axis);
    groupEqualTokens(axis);
}

RowContext::RowContext(const Axis& queries, const Axis& keys) {
    readQueries(queries);
    readKeys(keys);
}

void RowContext::readQueries(const Axis& queries) {
    for (const AxisToken& token : queries.tokens) {
        queryPad_.push_back(token.pad ? 1 : 0);
        querySpecial_.push_back(token.special ? 1 : 0);
    }
}

void RowContext::readKeys(const Axis& keys) {
    visibleBefore_.push_back(0);
    ordinaryBefore_.push_back(0);
    logs_.push_back(0);
    for (std::size_t key = 0; key < keys.size(); ++key) {
        const AxisToken& token = keys.tokens[key];
        const Kind kind = token.pad       ? Kind::Pad
                          : token.special ? Kind::Special
                                          : Kind::Ordinary;
        if (kind == Kind::Special) {
            specials_.push_back(key);
        } else if (kind == Kind::Ordinary) {
            if (runs_.empty() || runs_.back().end != key) {
                runs_.push_back({key, key});
            }
            runs_.back().end = key + 1;
        }
        keyKind_.push_back(kind);
        visibleBefore_.push_back(visibleBefore_.back() + (kind == Kind::Pad ? 0 : 1));
        ordinaryBefore_.push_back(ordinaryBefore_.back() + (kind == Kind::Ordinary ? 1 : 0));
        logs_.push_back(std::log(static_cast<double>(key + 1)));
    }
}

void RowContext::groupEqualTokens(const Axis& axis) {
    for (const KeyRun& run : runs_) {
        for (std::size_t key = run.begin; key < run.end; ++key) {
            // Patches have no vocabulary: none is the same token as another.
            if (axis.tokens[key].kind != TokenKind::Patch) {
                byToken_.push_back(key);
            }
        }
    }
    const auto idOf = [&](std::size_t position) { return axis.tokens[position].id; };
    std::ranges::stable_sort(byToken_, {}, idOf);
    equalRange_.assign(axis.size(), {});
    std::size_t begin = 0;
    while (begin < byToken_.size()) {
        std::size_t end = begin + 1;
        while (end < byToken_.size() && idOf(byToken_[end]) == idOf(byToken_[begin])) {
            ++end;
        }
        for (std::size_t index = begin; index < end; ++index) {
            equalRange_[byToken_[index]] = {begin, end};
        }
        begin = end;
    }
}

std::span<const std::size_t> RowContext::equalTokens(std::size_t query) const {
    if (!sameAxis_) {
        return {};
    }
    const KeyRun& range = equalRange_[query];
    return std::span(byToken_).subspan(range.begin, range.end - range.begin);
}

} // namespace vitrine::analysis
