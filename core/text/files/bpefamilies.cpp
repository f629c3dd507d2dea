#include "core/text/files/bpefamilies.h"

#include "core/text/encode/bytelevelencoder.h"
#include "core/text/encode/pipelineencoder.h"
#include "core/text/files/json/components.h"
#include "core/text/normalize/bertnormalizer.h"

#include <algorithm>

namespace vitrine::text {

namespace {

constexpr const char* kStart = "<|startoftext|>";
constexpr const char* kEnd = "<|endoftext|>";
constexpr const char* kWordEnd = "</w>";
constexpr std::size_t kClipContext = 77;

/// A special token if the vocabulary has it.
void addSpecial(const char* content, bool lstrip, TokenizerParts& parts) {
    if (const auto id = parts.vocabulary->find(content)) {
        AddedToken token;
        token.id = *id;
        token.content = content;
        token.lstrip = lstrip;
        token.normalized = false;
        token.special = true;
        parts.added.push_back(std::move(token));
    }
}

Outcome<NamedId> neededToken(const char* content, const TokenizerParts& parts,
                             const std::string& where, const char* family) {
    const auto id = parts.vocabulary->find(content);
    if (!id) {
        return Problem{std::string("The vocabulary lacks the special token ") + content, where,
                       std::string("Choose the vocabulary of a ") + family + " model"};
    }
    return NamedId{content, *id};
}

std::unique_ptr<GapEncoder> byteLevel(Bpe model, const TokenizerConfig& config, bool trims) {
    return std::make_unique<ByteLevelEncoder>(
        std::move(model),
        ByteLevelOptions{config.addPrefixSpace.value_or(false), trims, /*splits=*/true});
}

/// The template of RoBERTa's form round a text, of two tokens that must be there.
Outcome<Done> addFrame(const char* first, const char* last, const char* family,
                       const std::string& where, TokenizerParts& parts) {
    auto cls = neededToken(first, parts, where, family);
    if (!cls.ok()) {
        return cls.as<Done>();
    }
    auto sep = neededToken(last, parts, where, family);
    if (!sep.ok()) {
        return sep.as<Done>();
    }
    parts.post = robertaTemplate(*cls, *sep);
    return Done{};
}

Outcome<Done> addRoberta(Bpe model, const TokenizerConfig& config, const std::string& where,
                         TokenizerParts& parts) {
    if (auto added = addFrame("<s>", "</s>", "RoBERTa", where, parts); !added.ok()) {
        return added;
    }
    for (const char* content : {"<s>", "<pad>", "</s>", "<unk>"}) {
        addSpecial(content, /*lstrip=*/false, parts);
    }
    addSpecial("<mask>", /*lstrip=*/true, parts); // it takes the space before it
    parts.unknownId = parts.vocabulary->find("<unk>");
    parts.padId = parts.vocabulary->find("<pad>");
    parts.trimsOffsets = true;
    parts.encoder = byteLevel(std::move(model), config, /*trims=*/true);
    return Done{};
}

Outcome<Done> addClip(Bpe model, const std::string& where, TokenizerParts& parts) {
    if (auto added = addFrame(kStart, kEnd, "CLIP", where, parts); !added.ok()) {
        return added;
    }
    addSpecial(kStart, /*lstrip=*/false, parts);
    addSpecial(kEnd, /*lstrip=*/false, parts);
    parts.unknownId = parts.vocabulary->find(kEnd);
    Pipeline pipeline;
    pipeline.normalizer = {{StageKind::Composed, composeText},
                           replaceStep({ReplacePattern::Kind::WhiteSpace, {}, 1}, U" "),
                           {StageKind::Lowered, lowerText}};
    pipeline.splitter = clipSplitter(ClipSpecials::Cut);
    pipeline.model = std::make_shared<const Bpe>(std::move(model));
    pipeline.decoder = {byteLevelDecoding(), clipDecoding(kWordEnd)};
    parts.encoder = std::make_unique<PipelineEncoder>(std::move(pipeline));
    addClipSettings(parts);
    return Done{};
}

Outcome<Done> addGpt(Bpe model, const TokenizerConfig& config, TokenizerParts& parts) {
    addSpecial("<unk>", /*lstrip=*/false, parts);
    parts.unknownId = parts.vocabulary->find("<unk>");
    BertNormalizerOptions normalizer;
    normalizer.lowercase = config.lowerCase.value_or(true);
    Pipeline pipeline;
    pipeline.normalizer = bertSteps(normalizer);
    pipeline.splitter = bertSplitter();
    pipeline.model = std::make_shared<const Bpe>(std::move(model));
    pipeline.decoder = {endingDecoding(kWordEnd)};
    parts.kind = "BPE of characters";
    parts.encoder = std::make_unique<PipelineEncoder>(std::move(pipeline));
    return Done{};
}

Outcome<Done> addGpt2(Bpe model, const TokenizerConfig& config, TokenizerParts& parts) {
    addSpecial(kEnd, /*lstrip=*/false, parts);
    parts.encoder = byteLevel(std::move(model), config, /*trims=*/false);
    return Done{};
}

Outcome<Done> addFamily(BpeFamily family, Bpe model, const TokenizerConfig& config,
                        const std::string& where, TokenizerParts& parts) {
    switch (family) {
    case BpeFamily::Gpt2:
        return addGpt2(std::move(model), config, parts);
    case BpeFamily::Roberta:
        return addRoberta(std::move(model), config, where, parts);
    case BpeFamily::Clip:
        return addClip(std::move(model), where, parts);
    case BpeFamily::Gpt:
        return addGpt(std::move(model), config, parts);
    }
    return Done{};
}

/// Whether a vocabulary ends words with "</w>".
bool endsWords(const Vocabulary& vocabulary) {
    for (std::size_t i = 0; i < vocabulary.count(); ++i) {
        const std::string_view piece = vocabulary.entry(i).piece;
        if (piece.size() > std::string_view(kWordEnd).size() && piece.ends_with(kWordEnd)) {
            return true;
        }
    }
    return false;
}

} // namespace

BpeFamily familyOf(const TokenizerConfig& config, const Vocabulary& vocabulary) {
    const std::string& name = config.tokenizerClass;
    const auto isNamed = [&](const char* part) { return name.find(part) != std::string::npos; };
    if (!name.empty()) {
        return isNamed("Roberta")     ? BpeFamily::Roberta
               : isNamed("CLIP")      ? BpeFamily::Clip
               : isNamed("OpenAIGPT") ? BpeFamily::Gpt
                                      : BpeFamily::Gpt2;
    }
    if (vocabulary.find("<s>") && vocabulary.find("</s>") && vocabulary.find("<mask>")) {
        return BpeFamily::Roberta;
    }
    if (endsWords(vocabulary)) {
        return vocabulary.find(kStart) ? BpeFamily::Clip : BpeFamily::Gpt;
    }
    return BpeFamily::Gpt2;
}

BpeOptions optionsOf(BpeFamily family) {
    BpeOptions options;
    if (family == BpeFamily::Clip || family == BpeFamily::Gpt) {
        const bool clip = family == BpeFamily::Clip;
        options.leaves = clip ? BpeOptions::Leaves::Bytes : BpeOptions::Leaves::Characters;
        options.endOfWord = kWordEnd;
        options.unknown = clip ? kEnd : "<unk>";
    }
    return options;
}

Outcome<TokenizerParts> partsOf(BpeFamily family, Bpe model, const TokenizerConfig& config,
                                const std::string& where) {
    TokenizerParts parts;
    parts.kind = "byte-level BPE";
    parts.vocabulary = model.vocabulary();
    if (auto added = addFamily(family, std::move(model), config, where, parts); !added.ok()) {
        return added.as<TokenizerParts>();
    }
    warnOfHoles(*parts.vocabulary, parts.added, parts.warnings);
    return parts;
}

void addClipSettings(TokenizerParts& parts) {
    const auto added = [&](const char* content) {
        return std::ranges::find(parts.added, content, &AddedToken::content);
    };
    const auto end = added(kEnd);
    if (added(kStart) == parts.added.end() || end == parts.added.end()) {
        return;
    }
    parts.padId = end->id;
    parts.settings.maxLength = parts.settings.maxLength.value_or(kClipContext);
}

} // namespace vitrine::text
