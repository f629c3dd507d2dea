#include "core/text/added/addedtokens.h"

#include "core/base/unicode/properties.h"
#include "core/text/unicode/utf8.h"

#include <algorithm>

namespace vitrine::text {

namespace {

char32_t codeBefore(std::string_view text, std::size_t at) {
    std::size_t begin = at - 1;
    while (begin > 0 && isContinuationByte(text[begin])) {
        --begin;
    }
    return decodeValidAt(text, begin).code;
}

bool standsAlone(std::string_view text, std::size_t begin, std::size_t end, Span bytes) {
    const bool before = bytes.begin > begin && unicode::Properties(codeBefore(text, bytes.begin)).word();
    const bool after = bytes.end < end && unicode::Properties(decodeValidAt(text, bytes.end).code).word();
    return !before && !after;
}

std::size_t spaceBegin(std::string_view text, std::size_t begin, std::size_t at) {
    while (at > begin) {
        std::size_t before = at - 1;
        while (before > begin && isContinuationByte(text[before])) {
            --before;
        }
        if (!unicode::Properties(decodeValidAt(text, before).code).whiteSpace()) {
            break;
        }
        at = before;
    }
    return at;
}

std::size_t spaceEnd(std::string_view text, std::size_t at, std::size_t end) {
    while (at < end) {
        const Decoded step = decodeValidAt(text, at);
        if (!unicode::Properties(step.code).whiteSpace()) {
            break;
        }
        at += step.bytes;
    }
    return at;
}

} // namespace

AddedTokens::AddedTokens(std::vector<AddedToken> all,
                         const std::vector<std::string>& normalizedContents)
    : all_(std::move(all)) {
    std::vector<std::string> raw;
    std::vector<std::string> normalized;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        byId_.emplace(all_[i].id, i);
        byContent_.emplace(all_[i].content, i);
        if (!all_[i].normalized) {
            raw.push_back(all_[i].content);
            raw_.tokens.push_back(i);
        } else if (!normalizedContents[i].empty()) {
            normalized.push_back(normalizedContents[i]);
            normalized_.tokens.push_back(i);
        }
    }
    raw_.matcher = Matcher(raw);
    normalized_.matcher = Matcher(normalized);
}

const AddedToken* AddedTokens::find(const std::string& content) const {
    const auto found = byContent_.find(content);
    return found == byContent_.end() ? nullptr : &all_[found->second];
}

const AddedToken* AddedTokens::find(std::int64_t id) const {
    const auto found = byId_.find(id);
    return found == byId_.end() ? nullptr : &all_[found->second];
}

void AddedTokens::findRaw(std::string_view text, std::size_t begin, std::size_t end,
                          std::vector<AddedMatch>& matches) const {
    findIn(raw_, text, begin, end, matches);
}

void AddedTokens::findNormalized(std::string_view text, std::size_t begin, std::size_t end,
                                 std::vector<AddedMatch>& matches) const {
    findIn(normalized_, text, begin, end, matches);
}

void AddedTokens::findIn(const Group& group, std::string_view text, std::size_t begin,
                         std::size_t end, std::vector<AddedMatch>& matches) const {
    std::size_t taken = begin; // end of the match before, with its white space
    for (std::size_t at = begin; at < end;) {
        const auto match = group.matcher.find(text, at, end);
        if (!match) {
            return;
        }
        at = match->bytes.end;
        const std::size_t index = group.tokens[match->pattern];
        const AddedToken& token = all_[index];
        if (token.singleWord && !standsAlone(text, begin, end, match->bytes)) {
            continue;
        }
        Span bytes{std::max(match->bytes.begin, taken), match->bytes.end};
        if (token.lstrip) {
            bytes.begin = spaceBegin(text, taken, bytes.begin);
        }
        if (token.rstrip) {
            bytes.end = spaceEnd(text, bytes.end, end);
        }
        if (bytes.end > bytes.begin) {
            matches.push_back({index, bytes});
            taken = bytes.end;
        }
    }
}

} // namespace vitrine::text
