#include "core/text/files/bpefamilies.h"
#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/tokenizerfiles.h"

#include <algorithm>

namespace vitrine::text {

namespace {

/// Files from before "type" was written in the model are told apart by their members.
std::string modelType(const Json* model) {
    if (model == nullptr || model->find("type") != nullptr) {
        return typeOf(model);
    }
    if (model->find("merges") != nullptr) {
        return "BPE";
    }
    return model->find("max_input_chars_per_word") != nullptr ? "WordPiece" : typeOf(model);
}

Outcome<Done> readModel(const std::string& type, const Json& file, const std::string& where,
                        TokenizerParts& parts) {
    if (type == "WordPiece") {
        return readWordPiece(file, where, parts);
    }
    return type == "BPE" ? readBpe(file, where, parts.trimsOffsets, parts)
                         : readUnigram(file, where, parts);
}

/// Everything round the model, which comes last because its spans depend on the post-processor.
Outcome<Done> readAll(const Json& file, const std::string& where, TokenizerParts& parts) {
    const Json* model = file.find("model");
    const std::string type = modelType(model);
    if (type != "WordPiece" && type != "BPE" && type != "Unigram") {
        return unknownComponent("model", model, where + ": model");
    }
    const auto readPieces = type == "Unigram" ? readScoredVocabulary : readVocabulary;
    auto vocabulary = readPieces(model->find("vocab"), where + ": model.vocab");
    if (!vocabulary.ok()) {
        return vocabulary.as<Done>();
    }
    parts.vocabulary = std::move(vocabulary).value();
    const std::string addedPlace = where + ": added_tokens";
    auto added = readAddedTokens(file.find("added_tokens"), addedPlace);
    if (!added.ok()) {
        return added.as<Done>();
    }
    parts.added = std::move(added).value();
    if (auto checked = checkAddedTokens(parts.added, *parts.vocabulary, addedPlace);
        !checked.ok()) {
        return checked;
    }
    const std::string postPlace = where + ": post_processor";
    auto post = readPostProcessor(file.find("post_processor"), postPlace);
    if (!post.ok()) {
        return post.as<Done>();
    }
    parts.post = std::move(post->plan);
    parts.trimsOffsets = post->trimsOffsets;
    if (auto checked = checkTemplate(parts.post, *parts.vocabulary, parts.added, postPlace);
        !checked.ok()) {
        return checked;
    }
    return readModel(type, file, where, parts);
}

bool isToken(const TokenizerParts& parts, std::int64_t id) {
    return parts.vocabulary->pieceOf(id).has_value() ||
           std::any_of(parts.added.begin(), parts.added.end(),
                       [id](const AddedToken& token) { return token.id == id; });
}

std::optional<std::int64_t> padTokenOf(const TokenizerParts& parts) {
    for (const AddedToken& token : parts.added) {
        if (token.special && (token.content == "[PAD]" || token.content == "<pad>")) {
            return token.id;
        }
    }
    return std::nullopt;
}

} // namespace

Outcome<TokenizerParts> readTokenizerJson(const std::filesystem::path& path) {
    const std::string where = path.string();
    auto read = readJson(path, tokenizerJsonLimits());
    if (!read.ok()) {
        return read.as<TokenizerParts>();
    }
    const Json& file = *read;
    const Json* version = file.find("version");
    if (version == nullptr || version->string() == nullptr || *version->string() != "1.0") {
        return Problem{"This is no tokenizer file of version 1.0", where,
                       "Repair the tokenizer file or fetch it again"};
    }
    auto settings = readSettings(file, where);
    if (!settings.ok()) {
        return settings.as<TokenizerParts>();
    }
    TokenizerParts parts;
    parts.settings = settings->told;
    if (auto all = readAll(file, where, parts); !all.ok()) {
        return all.as<TokenizerParts>();
    }
    parts.padId = padTokenOf(parts);
    addClipSettings(parts);
    if (settings->padId && isToken(parts, *settings->padId)) {
        parts.padId = settings->padId;
    } else if (settings->padId) {
        parts.warnings.push_back("The file pads with id " + std::to_string(*settings->padId) +
                                 ", which is no token");
    }
    warnOfHoles(*parts.vocabulary, parts.added, parts.warnings);
    if (settings->told.maxLength) {
        parts.warnings.push_back("The file asks to cut texts to " +
                                 std::to_string(*settings->told.maxLength) +
                                 " tokens; this is done only on request");
    }
    return parts;
}

} // namespace vitrine::text
