#include "core/base/files.h"
#include "core/text/files/bpefamilies.h"
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

struct ReadBpe {
    Bpe model;
    BpeFamily family = BpeFamily::Gpt2;
};

/// The vocabulary of the one file with the merges of the other.
Outcome<ReadBpe> readBpeFiles(const std::filesystem::path& vocabularyFile,
                              const std::filesystem::path& mergesFile,
                              const TokenizerConfig& config) {
    auto json = readJson(vocabularyFile, tokenizerJsonLimits());
    if (!json.ok()) {
        return json.as<ReadBpe>();
    }
    auto vocabulary = readVocabulary(&*json, vocabularyFile.string());
    if (!vocabulary.ok()) {
        return vocabulary.as<ReadBpe>();
    }
    auto text = readFile(mergesFile, kTokenizerFileLimit);
    if (!text.ok()) {
        return text.as<ReadBpe>();
    }
    auto merges = mergesOf(*text, mergesFile.string());
    if (!merges.ok()) {
        return merges.as<ReadBpe>();
    }
    const BpeFamily family = familyOf(config, **vocabulary);
    auto model = Bpe::make(*vocabulary, *merges, optionsOf(family), mergesFile.string());
    if (!model.ok()) {
        return model.as<ReadBpe>();
    }
    return ReadBpe{std::move(model).value(), family};
}

} // namespace

Outcome<TokenizerParts> readVocabularyAndMerges(const std::filesystem::path& vocabularyFile,
                                                const std::filesystem::path& mergesFile) {
    auto config = readTokenizerConfig(vocabularyFile.parent_path());
    if (!config.ok()) {
        return config.as<TokenizerParts>();
    }
    auto read = readBpeFiles(vocabularyFile, mergesFile, *config);
    if (!read.ok()) {
        return read.as<TokenizerParts>();
    }
    return partsOf(read->family, std::move(read->model), *config, vocabularyFile.string());
}

} // namespace vitrine::text
