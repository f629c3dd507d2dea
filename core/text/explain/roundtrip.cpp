#include "core/text/explain/tidy.h"

#include "core/base/unicode/properties.h"
#include "core/text/unicode/mappings.h"

#include <algorithm>

namespace vitrine::text {

namespace {

struct Character {
    char32_t code = 0;
    Span bytes;
};

std::vector<Character> charactersOf(std::string_view text, Span bytes) {
    std::vector<Character> characters;
    for (std::size_t at = bytes.begin; at < bytes.end;) {
        const Decoded step = decodeAt(text, at);
        const std::size_t end = std::min(bytes.end, at + step.bytes);
        characters.push_back({step.code, {at, end}});
        at = end;
    }
    return characters;
}

std::u32string codesOf(std::string_view text, Span bytes) {
    std::u32string codes;
    for (const Character& character : charactersOf(text, bytes)) {
        codes.push_back(character.code);
    }
    return codes;
}

std::u32string lowered(const std::u32string& codes) {
    std::u32string out;
    for (const char32_t code : codes) {
        const Lowered parts = lower(code);
        out.append(parts.codes, static_cast<std::size_t>(parts.count));
    }
    return out;
}

template <class Drop>
std::u32string without(std::u32string codes, Drop drop) {
    codes.erase(std::remove_if(codes.begin(), codes.end(), drop), codes.end());
    return codes;
}

bool isMark(char32_t code) {
    const unicode::Category category = unicode::Properties(code).category();
    return category == unicode::Category::Mn || category == unicode::Category::Mc || category == unicode::Category::Me;
}

bool isWhite(char32_t code) {
    return unicode::Properties(code).whiteSpace();
}

bool isControl(char32_t code) {
    const unicode::Category category = unicode::Properties(code).category();
    return category == unicode::Category::Cc || category == unicode::Category::Cf || category == unicode::Category::Co;
}

Loss::Reason reasonOf(std::string_view text, const Span& source, std::string_view decoded,
                      const Span& result) {
    if (validPrefix(text.substr(source.begin, source.size())) != source.size()) {
        return Loss::Reason::InvalidUtf8;
    }
    const std::u32string from = codesOf(text, source);
    const std::u32string to = codesOf(decoded, result);
    if (lowered(from) == to) {
        return Loss::Reason::Case;
    }
    if (without(from, isWhite) == without(to, isWhite)) {
        return Loss::Reason::Spacing;
    }
    const auto isControlOrWhite = [](char32_t code) { return isControl(code) || isWhite(code); };
    if (without(from, isControlOrWhite) == without(to, isControlOrWhite)) {
        return Loss::Reason::Control;
    }
    if (lowered(without(toNfd(from), isMark)) == lowered(without(toNfd(to), isMark))) {
        return Loss::Reason::Accents;
    }
    return Loss::Reason::Other;
}

/// Compares a stretch of the text with what it was decoded to, character by character.
class Comparison {
public:
    Comparison(std::string_view text, std::string_view decoded, std::vector<Loss>& losses)
        : text_(text)
        , decoded_(decoded)
        , losses_(losses) {}

    void compare(Span source, Span result, bool unknown) {
        if (text_.substr(source.begin, source.size()) ==
            decoded_.substr(result.begin, result.size())) {
            return;
        }
        std::vector<Character> from = charactersOf(text_, source);
        std::vector<Character> to = charactersOf(decoded_, result);
        // By bytes: an invalid part differs from the U+FFFD it was read as.
        const auto same = [this](const Character& a, const Character& b) {
            return text_.substr(a.bytes.begin, a.bytes.size()) ==
                   decoded_.substr(b.bytes.begin, b.bytes.size());
        };
        if (from.size() == to.size() && !unknown) {
            for (std::size_t i = 0; i < from.size(); ++i) {
                if (!same(from[i], to[i])) {
                    add(from[i].bytes, to[i].bytes, false);
                }
            }
            return;
        }
        std::size_t head = 0;
        while (head < std::min(from.size(), to.size()) && same(from[head], to[head])) {
            ++head;
        }
        std::size_t tail = 0;
        while (tail < std::min(from.size(), to.size()) - head &&
               same(from[from.size() - 1 - tail], to[to.size() - 1 - tail])) {
            ++tail;
        }
        add(middle(from, head, tail, source), middle(to, head, tail, result), unknown);
    }

private:
    static Span middle(const std::vector<Character>& characters, std::size_t head, std::size_t tail,
                       const Span& whole) {
        const std::size_t begin =
            head < characters.size() ? characters[head].bytes.begin : whole.end;
        const std::size_t end =
            tail == 0 ? whole.end : characters[characters.size() - tail].bytes.begin;
        return {begin, std::max(begin, end)};
    }

    void add(const Span& source, const Span& result, bool unknown) {
        const Loss::Reason reason =
            unknown ? Loss::Reason::Unknown : reasonOf(text_, source, decoded_, result);
        Loss* last = losses_.empty() ? nullptr : &losses_.back();
        if (last != nullptr && last->reason == reason && last->source.end == source.begin &&
            last->decoded.end == result.begin) {
            last->source.end = source.end;
            last->decoded.end = result.end;
        } else {
            losses_.push_back({source, result, reason});
        }
    }

    std::string_view text_;
    std::string_view decoded_;
    std::vector<Loss>& losses_;
};

/// Bytes that tokens [begin, end) add to the decoded text: decoders look back one token at most,
/// and treat neighbouring bytes of characters together.
std::size_t decodedBytes(const Tokenizer& tokenizer, const std::vector<std::int64_t>& ids,
                         std::size_t begin, std::size_t end) {
    const std::size_t first = begin == 0 ? 0 : begin - 1;
    const auto at = [&](std::size_t index) {
        return ids.begin() + static_cast<std::ptrdiff_t>(index);
    };
    const std::size_t before = begin == 0 ? 0 : tokenizer.decode({ids[first]}).size();
    const std::size_t all = tokenizer.decode({at(first), at(end)}).size();
    return all > before ? all - before : 0;
}

/// Where a stretch of tokens ends that are compared together because they share a character.
std::size_t sharedEnd(const std::vector<Token>& tokens, std::size_t begin, std::size_t bytesEnd) {
    const auto isByte = [&](std::size_t i) { return tokens[i].kind == TokenKind::Byte; };
    std::size_t end = begin;
    do {
        bytesEnd = std::max(bytesEnd, tokens[end].source.end);
        ++end;
    } while (end < tokens.size() &&
             (tokens[end].source.begin < bytesEnd || (isByte(end - 1) && isByte(end))));
    return end;
}

} // namespace

RoundTrip compareRoundTrip(const Tokenizer& tokenizer, std::string_view text,
                           const Encoding& encoding) {
    const std::vector<Token>& tokens = encoding.tokens;
    std::vector<std::int64_t> ids;
    for (const Token& token : tokens) {
        ids.push_back(token.id);
    }
    RoundTrip trip;
    trip.text = tokenizer.decode(ids);
    trip.exact = trip.text == text;
    if (trip.exact) {
        return trip;
    }
    Comparison comparison(text, trip.text, trip.losses);
    std::size_t from = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < tokens.size();) {
        const std::size_t next = sharedEnd(tokens, i, from);
        std::size_t end = from;
        bool unknown = false;
        for (std::size_t token = i; token < next; ++token) {
            end = std::max(end, tokens[token].source.end);
            unknown = unknown || tokens[token].kind == TokenKind::Unknown;
        }
        const std::size_t decodedEnd =
            std::min(trip.text.size(), at + decodedBytes(tokenizer, ids, i, next));
        const std::size_t begin = std::max(from, tokens[i].source.begin);
        const bool glued = i > 0 && at < decodedEnd && trip.text[at] == ' ' && begin > from;
        comparison.compare({from, begin}, {at, at + (glued ? 1 : 0)}, false);
        comparison.compare({begin, end}, {at + (glued ? 1 : 0), decodedEnd}, unknown);
        from = end;
        at = decodedEnd;
        i = next;
    }
    comparison.compare({from, text.size()}, {at, trip.text.size()}, false);
    return trip;
}

} // namespace vitrine::text
