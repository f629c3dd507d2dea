#include "core/text/tokenizer.h"

#include "core/text/explain/stagewriter.h"
#include "core/text/explain/tidy.h"

namespace vitrine::text {

std::string Tokenizer::decode(const std::vector<std::int64_t>& ids,
                              const DecodeOptions& /*options*/) const {
    return decode(ids);
}

void Tokenizer::encodeFlat(std::string_view text, FlatEncoding& out) const {
    EncodeOptions options;
    options.addSpecial = false;
    out.clear();
    for (const Token& token : encode(text, std::nullopt, options).tokens) {
        out.ids.push_back(static_cast<std::int32_t>(token.id));
        out.spans.push_back({static_cast<std::uint32_t>(token.source.begin),
                             static_cast<std::uint32_t>(token.source.end)});
        out.words.push_back(static_cast<std::uint32_t>(token.word));
    }
}

std::size_t Tokenizer::specialCount(bool /*pair*/) const {
    return 0;
}

std::optional<std::int64_t> Tokenizer::padId() const {
    return std::nullopt;
}

FileSettings Tokenizer::fileSettings() const {
    return {};
}

std::vector<std::string> Tokenizer::warnings() const {
    return {};
}

std::vector<Span> Tokenizer::specialText(std::string_view /*text*/) const {
    return {};
}

Explanation Tokenizer::explain(std::string_view text) const {
    const RepairedText repaired(text);
    AlignedText characters;
    alignValid(repaired.text(), 0, repaired.text().size(), characters);
    Explanation out;
    out.stages.emplace_back();
    appendStage(out.stages.front(), characters);
    moveToSource(repaired, out);
    finishExplanation(*this, text, out);
    return out;
}

} // namespace vitrine::text
