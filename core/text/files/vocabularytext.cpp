#include "core/base/files.h"
#include "core/base/unicode/properties.h"
#include "core/text/encode/wordpieceencoder.h"
#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/tokenizerconfig.h"
#include "core/text/files/tokenizerfiles.h"

#include <algorithm>
#include <unordered_map>

namespace vitrine::text {

namespace {

std::string_view withoutSpaceAtEnd(std::string_view line) {
    while (!line.empty()) {
        std::size_t last = line.size() - 1;
        while (last > 0 && isContinuationByte(line[last])) {
            --last;
        }
        if (!unicode::Properties(decodeValidAt(line, last).code).whiteSpace()) {
            break;
        }
        line = line.substr(0, last);
    }
    return line;
}

Outcome<std::shared_ptr<const Vocabulary>> vocabularyOf(std::string_view text,
                                                        const std::string& where) {
    if (const std::size_t valid = validPrefix(text); valid != text.size()) {
        return Problem{"The vocabulary is not UTF-8", where + ", byte " + std::to_string(valid),
                       "Fetch the file again or save it as UTF-8"};
    }
    std::unordered_map<std::string_view, std::int64_t> ids; // of a piece's last line
    std::int64_t line = 0;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        ids[withoutSpaceAtEnd(text.substr(at, end - at))] = line;
        at = end + 1;
    }
    std::vector<Vocabulary::Entry> entries;
    entries.reserve(ids.size());
    for (const auto& [piece, id] : ids) {
        entries.push_back({piece, id});
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    auto made = Vocabulary::make(entries, where);
    if (!made.ok()) {
        return made.as<std::shared_ptr<const Vocabulary>>();
    }
    return std::shared_ptr<const Vocabulary>(
        std::make_shared<const Vocabulary>(std::move(made).value()));
}

/// An ASCII capital outside a bracketed name: the vocabulary of a cased model.
bool hasCapitals(const Vocabulary& vocabulary) {
    for (std::size_t i = 0; i < vocabulary.count(); ++i) {
        const std::string_view piece = vocabulary.entry(i).piece;
        if (!piece.empty() && piece.front() >= 'A' && piece.front() <= 'Z') {
            return true;
        }
    }
    return false;
}

struct BertNames {
    std::string unknown;
    std::string cls;
    std::string sep;
    std::string pad;
    std::string mask;
};

/// The special tokens that the vocabulary has; all are added tokens.
std::vector<AddedToken> addedOf(const BertNames& names, const Vocabulary& vocabulary) {
    std::vector<AddedToken> added;
    for (const std::string& name : {names.pad, names.unknown, names.cls, names.sep, names.mask}) {
        if (const auto id = vocabulary.find(name)) {
            AddedToken token;
            token.id = *id;
            token.content = name;
            token.normalized = false;
            token.special = true;
            added.push_back(std::move(token));
        }
    }
    return added;
}

BertNames namesOf(const TokenizerConfig& config) {
    return {config.unknown.value_or("[UNK]"), config.cls.value_or("[CLS]"),
            config.sep.value_or("[SEP]"), config.pad.value_or("[PAD]"),
            config.mask.value_or("[MASK]")};
}

Outcome<Done> checkNames(const BertNames& names, const Vocabulary& vocabulary,
                         const std::string& where) {
    for (const std::string& name : {names.unknown, names.cls, names.sep}) {
        if (!vocabulary.find(name)) {
            return Problem{"The vocabulary lacks the special token " + name, where,
                           "Choose the vocabulary of a BERT model, or name the token in "
                           "tokenizer_config.json"};
        }
    }
    return Done{};
}

BertNormalizerOptions normalizerOf(const TokenizerConfig& config, const Vocabulary& vocabulary,
                                   std::vector<std::string>& warnings) {
    BertNormalizerOptions normalizer;
    normalizer.handleChineseChars = config.chineseChars.value_or(true);
    normalizer.stripAccents = config.stripAccents;
    normalizer.lowercase = config.lowerCase.value_or(!hasCapitals(vocabulary));
    if (!config.lowerCase) {
        warnings.push_back(std::string("No tokenizer_config.json says whether to lower the case; "
                                       "judged by the vocabulary: ") +
                           (normalizer.lowercase ? "yes" : "no"));
    }
    return normalizer;
}

} // namespace

Outcome<TokenizerParts> readVocabularyText(const std::filesystem::path& file) {
    const std::string where = file.string();
    auto config = readTokenizerConfig(file.parent_path());
    if (!config.ok()) {
        return config.as<TokenizerParts>();
    }
    auto text = readFile(file, kTokenizerFileLimit);
    if (!text.ok()) {
        return text.as<TokenizerParts>();
    }
    auto vocabulary = vocabularyOf(*text, where);
    if (!vocabulary.ok()) {
        return vocabulary.as<TokenizerParts>();
    }
    const Vocabulary& pieces = **vocabulary;
    const BertNames names = namesOf(*config);
    if (auto checked = checkNames(names, pieces, where); !checked.ok()) {
        return checked.as<TokenizerParts>();
    }
    TokenizerParts parts;
    parts.kind = "WordPiece";
    parts.vocabulary = *vocabulary;
    parts.unknownId = pieces.find(names.unknown);
    parts.padId = pieces.find(names.pad);
    parts.added = addedOf(names, pieces);
    parts.post =
        bertTemplate({names.cls, *pieces.find(names.cls)}, {names.sep, *pieces.find(names.sep)});
    WordPieceOptions model;
    model.unknown = names.unknown;
    parts.encoder = std::make_unique<WordPieceEncoder>(
        parts.vocabulary, model, normalizerOf(*config, pieces, parts.warnings));
    warnOfHoles(pieces, parts.added, parts.warnings);
    return parts;
}

} // namespace vitrine::text
