#include "core/text/normalize/normalizerstep.h"

#include "core/base/unicode/properties.h"

#include <algorithm>
#include <utility>

namespace vitrine::text {

namespace {

bool isWhiteSpace(char32_t code) {
    return unicode::Properties(code).whiteSpace();
}

/// Where the pattern's match at character `at` ends; `at` itself if there is none.
std::size_t matchEnd(const ReplacePattern& pattern, const AlignedText& in, std::size_t at) {
    std::size_t end = at;
    if (pattern.kind == ReplacePattern::Kind::Text) {
        while (end - at < pattern.text.size() && end < in.size() &&
               in[end].code == pattern.text[end - at]) {
            ++end;
        }
        return end - at == pattern.text.size() ? end : at;
    }
    const bool spaces = pattern.kind == ReplacePattern::Kind::Spaces;
    while (end < in.size() && (spaces ? in[end].code == U' ' : isWhiteSpace(in[end].code))) {
        ++end;
    }
    return end - at >= pattern.least ? end : at;
}

} // namespace

NormalizerStep replaceStep(ReplacePattern pattern, std::u32string content) {
    NormalizerStep step;
    step.kind = StageKind::Replaced;
    step.cutsAtSpaces = pattern.text.find(U' ') == std::u32string::npos || pattern.text == U" ";
    step.run = [pattern = std::move(pattern), content = std::move(content)](
                   const AlignedText& in, AlignedText& out, std::vector<CharEdit>* edits) {
        for (std::size_t i = 0; i < in.size();) {
            const std::size_t end = matchEnd(pattern, in, i);
            if (end == i) {
                out.push_back(in[i++]);
                continue;
            }
            const std::size_t before = out.size();
            for (const char32_t code : content) {
                out.push_back({code, in[end - 1].begin, in[end - 1].end});
            }
            if (end - i != content.size() || in[i].code != content[0]) {
                noteEdit(edits, i, end, before, out);
            }
            i = end;
        }
    };
    return step;
}

NormalizerStep stripStep(bool left, bool right) {
    NormalizerStep step;
    step.kind = StageKind::SpacesTrimmed;
    step.cutsAtSpaces = !left;
    step.run = [left, right](const AlignedText& in, AlignedText& out,
                             std::vector<CharEdit>* edits) {
        std::size_t begin = 0;
        std::size_t end = in.size();
        while (left && begin < end && isWhiteSpace(in[begin].code)) {
            ++begin;
        }
        while (right && end > begin && isWhiteSpace(in[end - 1].code)) {
            --end;
        }
        if (begin > 0) {
            noteEdit(edits, 0, begin, 0, out);
        }
        out.assign(in.begin() + static_cast<std::ptrdiff_t>(begin),
                   in.begin() + static_cast<std::ptrdiff_t>(end));
        if (end < in.size()) {
            noteEdit(edits, end, in.size(), out.size(), out);
        }
    };
    return step;
}

NormalizerStep prependStep(std::u32string content) {
    NormalizerStep step;
    step.kind = StageKind::PrefixSpace;
    step.cutsAtSpaces = false;
    step.run = [content = std::move(content)](const AlignedText& in, AlignedText& out,
                                              std::vector<CharEdit>* edits) {
        if (in.empty()) {
            return;
        }
        for (const char32_t code : content) {
            out.push_back({code, in.front().begin, in.front().end});
        }
        noteEdit(edits, 0, 0, 0, out);
        out.insert(out.end(), in.begin(), in.end());
    };
    return step;
}

} // namespace vitrine::text
