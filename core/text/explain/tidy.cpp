#include "core/text/explain/tidy.h"

#include "core/base/unicode/properties.h"

#include <algorithm>

namespace vitrine::text {

namespace {

Dropped::Reason reasonOf(const Decoded& step) {
    if (!step.valid) {
        return Dropped::Reason::Other;
    }
    const unicode::Properties properties(step.code);
    const bool lineOrTab = step.code == U'\t' || step.code == U'\n' || step.code == U'\r';
    switch (properties.category()) {
    case unicode::Category::Cc:
        return lineOrTab ? Dropped::Reason::WhiteSpace : Dropped::Reason::Control;
    case unicode::Category::Cf:
    case unicode::Category::Co:
        return Dropped::Reason::Control;
    case unicode::Category::Mn:
    case unicode::Category::Mc:
    case unicode::Category::Me:
        return Dropped::Reason::Mark;
    default:
        return properties.whiteSpace() ? Dropped::Reason::WhiteSpace : Dropped::Reason::Other;
    }
}

void dropBytes(std::string_view text, Span bytes, std::vector<Dropped>& dropped) {
    for (std::size_t at = bytes.begin; at < bytes.end;) {
        const Decoded step = decodeAt(text, at);
        const Dropped::Reason reason = reasonOf(step);
        if (!dropped.empty() && dropped.back().source.end == at &&
            dropped.back().reason == reason) {
            dropped.back().source.end = at + step.bytes;
        } else {
            dropped.push_back({{at, at + step.bytes}, reason});
        }
        at += step.bytes;
    }
}

} // namespace

std::vector<Dropped> droppedBytes(std::string_view text, const Encoding& encoding,
                                  std::int32_t segment) {
    std::vector<Span> covered;
    for (const Token& token : encoding.tokens) {
        if (token.segment == segment && !token.special) {
            covered.push_back(token.source);
        }
    }
    std::sort(covered.begin(), covered.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    std::vector<Dropped> dropped;
    std::size_t from = 0;
    for (const Span& span : covered) {
        if (span.begin > from) {
            dropBytes(text, {from, span.begin}, dropped);
        }
        from = std::max(from, span.end);
    }
    dropBytes(text, {from, text.size()}, dropped);
    return dropped;
}

void moveToSource(const RepairedText& repaired, Explanation& out) {
    if (repaired.invalid().empty()) {
        return;
    }
    const auto move = [&](Span& span) {
        span = {repaired.sourceOf(span.begin), repaired.sourceOf(span.end)};
    };
    for (Stage& stage : out.stages) {
        for (AlignedPart& part : stage.characters) {
            move(part.source);
        }
    }
    for (ExplainedWord& word : out.words) {
        move(word.source);
    }
}

void finishExplanation(const Tokenizer& tokenizer, std::string_view text, Explanation& out) {
    EncodeOptions options;
    options.addSpecial = false;
    out.encoding = tokenizer.encode(text, std::nullopt, options);
    const std::vector<Token>& tokens = out.encoding.tokens;
    std::size_t token = 0;
    for (std::size_t i = 0; i < out.words.size(); ++i) {
        out.words[i].firstToken = token;
        while (token < tokens.size() && tokens[token].word == static_cast<std::int32_t>(i)) {
            ++token;
        }
        out.words[i].endToken = token;
    }
    out.dropped = droppedBytes(text, out.encoding);
    out.roundTrip = compareRoundTrip(tokenizer, text, out.encoding);
}

} // namespace vitrine::text
