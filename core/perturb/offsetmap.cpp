#include "core/perturb/offsetmap.h"

#include <algorithm>

namespace vitrine::perturb {

namespace {

/// How many spans end at or before a byte: those behind which a span begins.
std::size_t endedBy(const std::vector<Span>& spans, std::size_t byte) {
    return static_cast<std::size_t>(
        std::ranges::upper_bound(spans, byte, {}, &Span::end) - spans.begin());
}

/// How many spans begin before a byte: those behind which, or inside which, a span ends.
std::size_t begunBefore(const std::vector<Span>& spans, std::size_t byte) {
    return static_cast<std::size_t>(
        std::ranges::lower_bound(spans, byte, {}, &Span::begin) - spans.begin());
}

} // namespace

OffsetMap::OffsetMap(const TextScript& script) {
    std::size_t input = 0;
    std::size_t output = 0;
    for (const TextEdit& edit : script) {
        output += edit.at.begin - input;
        before_.push_back(edit.at);
        after_.push_back({output, output + edit.replacement.size()});
        output = after_.back().end;
        input = edit.at.end;
    }
}

Span OffsetMap::moved(const std::vector<Span>& from, const std::vector<Span>& to,
                      const Span& span) {
    const auto shifted = [&](std::size_t byte, std::size_t edits) {
        return edits == 0 ? byte : to[edits - 1].end + (byte - from[edits - 1].end);
    };
    Span result;
    const std::size_t ended = endedBy(from, span.begin);
    const bool beginInside = ended < from.size() && from[ended].begin < span.begin;
    result.begin = beginInside ? to[ended].begin : shifted(span.begin, ended);
    const std::size_t begun = begunBefore(from, span.end);
    const bool endInside = begun > 0 && from[begun - 1].end > span.end;
    result.end = endInside ? to[begun - 1].end : shifted(span.end, begun);
    result.end = std::max(result.end, result.begin);
    return result;
}

} // namespace vitrine::perturb
