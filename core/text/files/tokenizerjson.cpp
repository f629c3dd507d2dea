#include "core/text/files/components.h"
#include "core/text/files/fields.h"
#include "core/text/files/tokenizerfiles.h"
#include "core/text/encode/wordpieceencoder.h"

#include <limits>

namespace vitrine::text {

namespace {

constexpr std::string_view kRepair = "Repair the tokenizer file or fetch it again";

/// What all families read alike, before the model.
struct Common {
    std::string where;
    const Json& file;
    TokenizerParts parts;
};

Outcome<Done> readWordPieceModel(Common& common) {
    const Json& json = *common.file.find("model");
    Fields fields(json, common.where + ": model");
    WordPieceOptions options;
    options.unknown = fields.string("unk_token", "[UNK]");
    options.continuation = fields.string("continuing_subword_prefix", "##");
    const std::int64_t characters = fields.maybeInteger("max_input_chars_per_word").value_or(100);
    if (characters < 1 || characters > std::numeric_limits<std::int32_t>::max()) {
        fields.refuse("max_input_chars_per_word", "The limit of characters is out of range",
                      std::string(kRepair));
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    options.maxCharacters = static_cast<std::size_t>(characters);
    common.parts.unknownId = common.parts.vocabulary->find(options.unknown);
    if (!common.parts.unknownId) {
        return Problem{"The vocabulary lacks the unknown token " + options.unknown,
                       fields.where(), std::string(kRepair)};
    }
    const std::string place = common.where + ": normalizer";
    auto normalizers = flattened(common.file.find("normalizer"), "normalizers", place);
    if (!normalizers.ok()) {
        return normalizers.as<Done>();
    }
    std::optional<BertNormalizerOptions> normalizer;
    for (const Json* step : *normalizers) {
        if (typeOf(step) != "BertNormalizer" || normalizer) {
            return unknownComponent("normaliser", step, place);
        }
        auto read = readBertNormalizer(*step, place);
        if (!read.ok()) {
            return read.as<Done>();
        }
        normalizer = *read;
    }
    const Json* splitter = common.file.find("pre_tokenizer");
    if (typeOf(splitter) != "BertPreTokenizer") {
        return unknownComponent("pre-tokenizer", splitter, common.where + ": pre_tokenizer");
    }
    const Json* decoder = common.file.find("decoder");
    if (typeOf(decoder) != "WordPiece" && typeOf(decoder) != "null") {
        return unknownComponent("decoder", decoder, common.where + ": decoder");
    }
    common.parts.kind = "WordPiece";
    common.parts.encoder = std::make_unique<WordPieceEncoder>(common.parts.vocabulary,
                                                              std::move(options), normalizer);
    return Done{};
}

/// Files from before "type" was written in the model are told apart by their members.
std::string modelType(const Json* model) {
    if (model == nullptr || model->find("type") != nullptr) {
        return typeOf(model);
    }
    return model->find("merges") != nullptr ? "BPE"
        : model->find("max_input_chars_per_word") != nullptr ? "WordPiece"
                                                              : "without type";
}

Outcome<Done> readModel(Common& common) {
    const Json* model = common.file.find("model");
    const std::string type = modelType(model);
    if (type != "WordPiece" && type != "BPE") {
        return unknownComponent("model", model, common.where + ": model");
    }
    auto vocabulary = readVocabulary(model->find("vocab"), common.where + ": model.vocab");
    if (!vocabulary.ok()) {
        return vocabulary.as<Done>();
    }
    common.parts.vocabulary = std::move(vocabulary).value();
    return readWordPieceModel(common);
}

Outcome<Done> readRest(Common& common) {
    TokenizerParts& parts = common.parts;
    const std::string addedPlace = common.where + ": added_tokens";
    auto added = readAddedTokens(common.file.find("added_tokens"), addedPlace);
    if (!added.ok()) {
        return added.as<Done>();
    }
    parts.added = std::move(added).value();
    if (auto checked = checkAddedTokens(parts.added, *parts.vocabulary, addedPlace);
        !checked.ok()) {
        return checked;
    }
    const std::string postPlace = common.where + ": post_processor";
    auto post = readPostProcessor(common.file.find("post_processor"), postPlace);
    if (!post.ok()) {
        return post.as<Done>();
    }
    parts.post = std::move(post->plan);
    parts.trimsOffsets = post->trimsOffsets;
    return checkTemplate(parts.post, *parts.vocabulary, parts.added, postPlace);
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
        return Problem{"This is no tokenizer file of version 1.0", where, std::string(kRepair)};
    }
    auto settings = readSettings(file, where);
    if (!settings.ok()) {
        return settings.as<TokenizerParts>();
    }
    Common common{where, file, {}};
    common.parts.settings = settings->told;
    if (auto model = readModel(common); !model.ok()) {
        return model.as<TokenizerParts>();
    }
    if (auto rest = readRest(common); !rest.ok()) {
        return rest.as<TokenizerParts>();
    }
    TokenizerParts& parts = common.parts;
    parts.padId = settings->padId ? settings->padId : padTokenOf(parts);
    warnOfHoles(*parts.vocabulary, parts.added, parts.warnings);
    if (settings->told.maxLength) {
        parts.warnings.push_back("The file asks to cut texts to "
                                 + std::to_string(*settings->told.maxLength)
                                 + " tokens; this is done only on request");
    }
    return std::move(common.parts);
}

} // namespace vitrine::text
