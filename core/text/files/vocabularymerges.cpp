#include "core/base/files.h"
#include "core/text/encode/bytelevelencoder.h"
#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/tokenizerconfig.h"
#include "core/text/files/tokenizerfiles.h"

#include <algorithm>

namespace vitrine::text {

namespace {

/// Lines of two parts; the first line may be "#version: …".
Outcome<std::vector<Merge>> mergesOf(std::string_view text, const std::string& where) {
    std::vector<Merge> merges;
    std::size_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        ++number;
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (line.empty() || line.substr(0, 8) == "#version") {
            continue;
        }
        const std::size_t space = line.find(' ');
        if (space == line.npos || line.find(' ', space + 1) != line.npos) {
            return Problem{"A merge has not exactly two parts",
                           where + ", line " + std::to_string(number), "Fetch the file again"};
        }
        merges.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
    return merges;
}

/// The special tokens of GPT-2 and RoBERTa that the vocabulary has. RoBERTa's mask takes the space
/// before it.
std::vector<AddedToken> addedOf(const Vocabulary& vocabulary, bool roberta) {
    std::vector<AddedToken> added;
    const auto add = [&](const char* content, bool lstrip) {
        if (const auto id = vocabulary.find(content)) {
            AddedToken token;
            token.id = *id;
            token.content = content;
            token.lstrip = lstrip;
            token.normalized = false;
            token.special = true;
            added.push_back(std::move(token));
        }
    };
    if (roberta) {
        for (const char* content : {"<s>", "<pad>", "</s>", "<unk>"}) {
            add(content, /*lstrip=*/false);
        }
        add("<mask>", /*lstrip=*/true);
    } else {
        add("<|endoftext|>", /*lstrip=*/false);
    }
    return added;
}

/// The vocabulary of the one file with the merges of the other.
Outcome<Bpe> readModel(const std::filesystem::path& vocabularyFile,
                       const std::filesystem::path& mergesFile) {
    auto json = readJson(vocabularyFile, tokenizerJsonLimits());
    if (!json.ok()) {
        return json.as<Bpe>();
    }
    auto vocabulary = readVocabulary(&*json, vocabularyFile.string());
    if (!vocabulary.ok()) {
        return vocabulary.as<Bpe>();
    }
    auto text = readFile(mergesFile, kTokenizerFileLimit);
    if (!text.ok()) {
        return text.as<Bpe>();
    }
    auto merges = mergesOf(*text, mergesFile.string());
    if (!merges.ok()) {
        return merges.as<Bpe>();
    }
    return Bpe::make(*vocabulary, *merges, {}, mergesFile.string());
}

/// By the name of the class, or by the vocabulary where no file tells it.
bool isRoberta(const TokenizerConfig& config, const Vocabulary& vocabulary) {
    if (!config.tokenizerClass.empty()) {
        return config.tokenizerClass.find("Roberta") != std::string::npos;
    }
    return vocabulary.find("<s>") && vocabulary.find("</s>") && vocabulary.find("<mask>");
}

} // namespace

Outcome<TokenizerParts> readVocabularyAndMerges(const std::filesystem::path& vocabularyFile,
                                                const std::filesystem::path& mergesFile) {
    auto config = readTokenizerConfig(vocabularyFile.parent_path());
    if (!config.ok()) {
        return config.as<TokenizerParts>();
    }
    auto model = readModel(vocabularyFile, mergesFile);
    if (!model.ok()) {
        return model.as<TokenizerParts>();
    }
    TokenizerParts parts;
    parts.kind = "byte-level BPE";
    parts.vocabulary = model->vocabulary();
    const Vocabulary& pieces = *parts.vocabulary;
    const bool roberta = isRoberta(*config, pieces);
    if (roberta) {
        const auto cls = pieces.find("<s>");
        const auto sep = pieces.find("</s>");
        if (!cls || !sep) {
            return Problem{"The vocabulary lacks the special tokens <s> and </s>",
                           vocabularyFile.string(), "Choose the vocabulary of a RoBERTa model"};
        }
        parts.post = robertaTemplate({"<s>", *cls}, {"</s>", *sep});
        parts.unknownId = pieces.find("<unk>");
        parts.padId = pieces.find("<pad>");
        parts.trimsOffsets = true;
    }
    parts.added = addedOf(pieces, roberta);
    parts.encoder = std::make_unique<ByteLevelEncoder>(
        std::move(model).value(),
        ByteLevelOptions{config->addPrefixSpace.value_or(false), roberta, /*splits=*/true});
    warnOfHoles(pieces, parts.added, parts.warnings);
    return parts;
}

} // namespace vitrine::text
