#include "core/text/encode/composedtokenizer.h"

#include "core/base/unicode/properties.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace vitrine::text {

/// Working memory for the time of one call. Kept for the next call of any thread, so that the
/// caches stay warm without being shared.
class ComposedTokenizer::Lent {
public:
    explicit Lent(const ComposedTokenizer& owner)
        : owner_(owner) {
        {
            const std::lock_guard lock(owner.idleMutex_);
            if (!owner.idle_.empty()) {
                scratch_ = std::move(owner.idle_.back());
                owner.idle_.pop_back();
            }
        }
        if (scratch_ == nullptr) {
            scratch_ = owner.parts_.encoder->makeScratch();
        }
    }

    ~Lent() {
        const std::lock_guard lock(owner_.idleMutex_);
        owner_.idle_.push_back(std::move(scratch_));
    }

    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;

    [[nodiscard]] Scratch& operator*() const { return *scratch_; }

private:
    const ComposedTokenizer& owner_;
    std::unique_ptr<Scratch> scratch_;
};

namespace {

std::vector<std::string> normalizedContents(const TokenizerParts& parts) {
    std::vector<std::string> contents;
    AlignedText text;
    for (const AddedToken& token : parts.added) {
        parts.encoder->normalize(token.content, 0, token.content.size(), text);
        contents.push_back(toUtf8(text));
    }
    return contents;
}

/// The bytes without the White_Space at both ends.
Span trimmed(std::string_view text, Span bytes) {
    const auto white = [&](std::size_t at) {
        return unicode::Properties(decodeValidAt(text, at).code).whiteSpace();
    };
    while (bytes.begin < bytes.end && white(bytes.begin)) {
        bytes.begin += decodeValidAt(text, bytes.begin).bytes;
    }
    while (bytes.end > bytes.begin) {
        std::size_t last = bytes.end - 1;
        while (isContinuationByte(text[last])) {
            --last;
        }
        if (!white(last)) {
            break;
        }
        bytes.end = last;
    }
    return bytes;
}

void toSource(const RepairedText& repaired, FlatEncoding& out) {
    for (Span32& span : out.spans) {
        span.begin = static_cast<std::uint32_t>(repaired.sourceOf(span.begin));
        span.end = static_cast<std::uint32_t>(repaired.sourceOf(span.end));
    }
}

} // namespace

ComposedTokenizer::ComposedTokenizer(TokenizerParts parts)
    : parts_(std::move(parts))
    , added_(parts_.added, normalizedContents(parts_))
    , size_(parts_.vocabulary->size()) {
    for (const AddedToken& token : added_.all()) {
        size_ = std::max(size_, static_cast<std::size_t>(token.id) + 1);
    }
}

void ComposedTokenizer::pushAdded(std::string_view text, std::size_t token, Span bytes,
                                  FlatEncoding& out) const {
    const Span span = parts_.trimsOffsets ? trimmed(text, bytes) : bytes;
    out.words.push_back(out.words.empty() ? 0 : out.words.back() + 1);
    out.ids.push_back(static_cast<std::int32_t>(added_.all()[token].id));
    out.spans.push_back(
        {static_cast<std::uint32_t>(span.begin), static_cast<std::uint32_t>(span.end)});
}

std::vector<AddedMatch> ComposedTokenizer::matchesIn(std::string_view text) const {
    std::vector<AddedMatch> matches;
    added_.findRaw(text, 0, text.size(), matches);
    if (parts_.encoder->normalizes() || !added_.anyNormalized()) {
        return matches;
    }
    std::vector<AddedMatch> all;
    std::size_t from = 0;
    for (const AddedMatch& match : matches) {
        added_.findNormalized(text, from, match.bytes.begin, all);
        all.push_back(match);
        from = match.bytes.end;
    }
    added_.findNormalized(text, from, text.size(), all);
    return all;
}

std::vector<NormalizedMatch> ComposedTokenizer::normalizedMatches(const AlignedText& gap) const {
    const std::string normalized = toUtf8(gap);
    std::vector<AddedMatch> matches;
    added_.findNormalized(normalized, 0, normalized.size(), matches);
    std::vector<NormalizedMatch> found;
    std::size_t character = 0;
    std::size_t byte = 0;
    const auto advance = [&](std::size_t to) {
        while (byte < to) {
            byte += decodeValidAt(normalized, byte).bytes;
            ++character;
        }
        return character;
    };
    for (const AddedMatch& match : matches) {
        NormalizedMatch made;
        made.token = match.token;
        made.characters.begin = advance(match.bytes.begin);
        made.characters.end = advance(match.bytes.end);
        const AlignedChar& first = gap[made.characters.begin];
        made.source = {first.begin, first.end};
        for (std::size_t i = made.characters.begin; i < made.characters.end; ++i) {
            made.source.begin = std::min<std::size_t>(made.source.begin, gap[i].begin);
            made.source.end = std::max<std::size_t>(made.source.end, gap[i].end);
        }
        found.push_back(made);
    }
    return found;
}

void ComposedTokenizer::encodeGap(std::string_view text, Span bytes, AddedText mode,
                                  Scratch& scratch, FlatEncoding& out) const {
    const GapEncoder& encoder = *parts_.encoder;
    if (bytes.empty()) {
        return;
    }
    if (mode == AddedText::Plain || !added_.anyNormalized() || !encoder.normalizes()) {
        encoder.encode(text, bytes.begin, bytes.end, scratch, out);
        return;
    }
    AlignedText gap;
    encoder.normalize(text, bytes.begin, bytes.end, gap);
    std::size_t from = 0;
    for (const NormalizedMatch& match : normalizedMatches(gap)) {
        encoder.encodeNormalized(gap, {from, match.characters.begin}, scratch, out);
        pushAdded(text, match.token, match.source, out);
        from = match.characters.end;
    }
    encoder.encodeNormalized(gap, {from, gap.size()}, scratch, out);
}

void ComposedTokenizer::encodeValid(std::string_view text, AddedText mode, Scratch& scratch,
                                    FlatEncoding& out) const {
    std::size_t from = 0;
    if (mode == AddedText::Match) {
        for (const AddedMatch& match : matchesIn(text)) {
            encodeGap(text, {from, match.bytes.begin}, mode, scratch, out);
            pushAdded(text, match.token, match.bytes, out);
            from = match.bytes.end;
        }
    }
    encodeGap(text, {from, text.size()}, mode, scratch, out);
}

void ComposedTokenizer::encodeSource(std::string_view text, AddedText mode, FlatEncoding& out,
                                     std::vector<Span>* invalid) const {
    if (text.size() >= std::numeric_limits<std::uint32_t>::max() / 3) {
        throw std::invalid_argument("encode: the text has " + std::to_string(text.size()) +
                                    " bytes; at most 1431655764 are taken at once");
    }
    const Lent scratch(*this);
    out.clear();
    if (validPrefix(text) == text.size()) {
        encodeValid(text, mode, *scratch, out);
        return;
    }
    const RepairedText repaired(text, parts_.invalidRule);
    encodeValid(repaired.text(), mode, *scratch, out);
    toSource(repaired, out);
    if (invalid != nullptr) {
        *invalid = repaired.invalid();
    }
}

void ComposedTokenizer::encodeFlat(std::string_view text, FlatEncoding& out) const {
    encodeSource(text, AddedText::Match, out, nullptr);
}

TokenKind ComposedTokenizer::kindOf(std::int32_t id, bool first) const {
    if (parts_.unknownId == id) {
        return TokenKind::Unknown;
    }
    if (parts_.padId == id) {
        return TokenKind::Pad;
    }
    if (const AddedToken* token = added_.find(std::int64_t{id}); token != nullptr) {
        return parts_.post.kindOf(id);
    }
    const std::string_view piece = pieceView(id);
    if (parts_.encoder->isPartOfCharacter(piece)) {
        return TokenKind::Byte;
    }
    return first ? TokenKind::Piece : TokenKind::Continuation;
}

std::string_view ComposedTokenizer::pieceView(std::int64_t id) const {
    if (const AddedToken* token = added_.find(id); token != nullptr) {
        return token->content;
    }
    return parts_.vocabulary->pieceOf(id).value_or(std::string_view{});
}

void ComposedTokenizer::appendText(const FlatEncoding& flat, std::size_t count,
                                   std::int32_t segment, std::int32_t type, Encoding& out) const {
    for (std::size_t i = 0; i < count; ++i) {
        Token token;
        token.id = flat.ids[i];
        token.text = std::string(pieceView(token.id));
        token.source = {flat.spans[i].begin, flat.spans[i].end};
        token.kind = kindOf(flat.ids[i], i == 0 || flat.words[i] != flat.words[i - 1]);
        token.segment = segment;
        token.word = static_cast<std::int32_t>(flat.words[i]);
        token.type = type;
        out.tokens.push_back(std::move(token));
    }
}

void ComposedTokenizer::appendSpecial(const TemplateItem& item, Encoding& out) const {
    for (std::size_t i = 0; i < item.ids.size(); ++i) {
        Token token;
        token.id = item.ids[i];
        token.text = item.pieces[i];
        token.kind = parts_.post.kindOf(token.id);
        token.type = item.type;
        token.special = true;
        out.tokens.push_back(std::move(token));
    }
}

void ComposedTokenizer::pad(std::size_t length, Encoding& out) const {
    while (parts_.padId && out.tokens.size() < length) {
        Token token;
        token.id = *parts_.padId;
        token.text = std::string(pieceView(token.id));
        token.kind = TokenKind::Pad;
        token.special = true;
        out.tokens.push_back(std::move(token));
    }
}

Encoding ComposedTokenizer::encode(std::string_view text, std::optional<std::string_view> pair,
                                   const EncodeOptions& options) const {
    Encoding out;
    FlatEncoding flat[2];
    std::vector<Span> invalid[2];
    encodeSource(text, options.addedText, flat[0], &invalid[0]);
    if (pair) {
        encodeSource(*pair, options.addedText, flat[1], &invalid[1]);
    }
    for (std::int32_t segment = 0; segment < 2; ++segment) {
        for (const Span& part : invalid[segment]) {
            out.invalid.push_back({segment, part});
        }
    }
    const Template plan = options.addSpecial ? parts_.post : parts_.post.bare();
    Lengths lengths{flat[0].ids.size(), flat[1].ids.size()};
    if (options.maxLength) {
        const std::size_t specials = plan.specialCount(pair.has_value());
        const std::size_t room = *options.maxLength > specials ? *options.maxLength - specials : 0;
        lengths = truncateLongestFirst(lengths, pair.has_value(), room);
    }
    for (const TemplateItem& item : plan.of(pair.has_value())) {
        switch (item.kind) {
        case TemplateItem::Kind::Special:
            appendSpecial(item, out);
            break;
        case TemplateItem::Kind::Text:
            appendText(flat[0], lengths.text, 0, item.type, out);
            break;
        case TemplateItem::Kind::Pair:
            appendText(flat[1], lengths.pair, 1, item.type, out);
            break;
        }
    }
    if (options.pad && options.maxLength) {
        pad(*options.maxLength, out);
    }
    return out;
}

std::string ComposedTokenizer::decode(const std::vector<std::int64_t>& ids) const {
    return decode(ids, {});
}

std::string ComposedTokenizer::decode(const std::vector<std::int64_t>& ids,
                                      const DecodeOptions& options) const {
    std::vector<std::string_view> pieces;
    pieces.reserve(ids.size());
    for (const std::int64_t id : ids) {
        const AddedToken* token = added_.find(id);
        if (options.skipSpecial && token != nullptr && token->special) {
            continue;
        }
        if (const std::string_view piece = pieceView(id); !piece.empty()) {
            pieces.push_back(piece);
        }
    }
    return parts_.encoder->join(pieces, options.cleanUp);
}

std::optional<std::int64_t> ComposedTokenizer::idOf(std::string_view piece) const {
    if (const AddedToken* token = added_.find(std::string(piece)); token != nullptr) {
        return token->id;
    }
    return parts_.vocabulary->find(piece);
}

std::optional<std::string> ComposedTokenizer::pieceOf(std::int64_t id) const {
    if (const AddedToken* token = added_.find(id); token != nullptr) {
        return token->content;
    }
    if (const auto piece = parts_.vocabulary->pieceOf(id)) {
        return std::string(*piece);
    }
    return std::nullopt;
}

std::size_t ComposedTokenizer::specialCount(bool pair) const {
    return parts_.post.specialCount(pair);
}

std::vector<Span> ComposedTokenizer::specialText(std::string_view text) const {
    const RepairedText repaired(text, parts_.invalidRule);
    std::vector<Span> found;
    const auto add = [&](std::size_t token, Span bytes) {
        if (added_.all()[token].special) {
            found.push_back({repaired.sourceOf(bytes.begin), repaired.sourceOf(bytes.end)});
        }
    };
    const auto addGap = [&](std::size_t begin, std::size_t end) {
        if (begin < end && parts_.encoder->normalizes() && added_.anyNormalized()) {
            AlignedText gap;
            parts_.encoder->normalize(repaired.text(), begin, end, gap);
            for (const NormalizedMatch& match : normalizedMatches(gap)) {
                add(match.token, match.source);
            }
        }
    };
    std::size_t from = 0;
    for (const AddedMatch& match : matchesIn(repaired.text())) {
        addGap(from, match.bytes.begin);
        add(match.token, match.bytes);
        from = match.bytes.end;
    }
    addGap(from, repaired.text().size());
    return found;
}

} // namespace vitrine::text
