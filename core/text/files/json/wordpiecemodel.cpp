#include "core/text/encode/wordpieceencoder.h"
#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"

#include <limits>

namespace vitrine::text {

namespace {

Outcome<WordPieceOptions> readOptions(const Json& model, const std::string& where) {
    Fields fields(model, where);
    WordPieceOptions options;
    options.unknown = fields.string("unk_token", "[UNK]");
    options.continuation = fields.string("continuing_subword_prefix", "##");
    const std::int64_t characters = fields.maybeInteger("max_input_chars_per_word").value_or(100);
    if (characters < 1 || characters > std::numeric_limits<std::int32_t>::max()) {
        fields.refuse("max_input_chars_per_word", "The limit of characters is out of range",
                      "Repair the tokenizer file");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    options.maxCharacters = static_cast<std::size_t>(characters);
    return options;
}

Outcome<std::optional<BertNormalizerOptions>> readOnlyBertNormalizer(const Json* json,
                                                                     const std::string& where) {
    auto steps = flattened(json, "normalizers", where);
    if (!steps.ok()) {
        return steps.as<std::optional<BertNormalizerOptions>>();
    }
    std::optional<BertNormalizerOptions> normalizer;
    for (const Json* step : *steps) {
        if (typeOf(step) != "BertNormalizer" || normalizer) {
            return unknownComponent("normaliser", step, where);
        }
        auto read = readBertNormalizer(*step, where);
        if (!read.ok()) {
            return read.as<std::optional<BertNormalizerOptions>>();
        }
        normalizer = *read;
    }
    return normalizer;
}

} // namespace

Outcome<Done> readWordPiece(const Json& file, const std::string& where, TokenizerParts& parts) {
    auto options = readOptions(*file.find("model"), where + ": model");
    if (!options.ok()) {
        return options.as<Done>();
    }
    parts.unknownId = parts.vocabulary->find(options->unknown);
    if (!parts.unknownId) {
        return Problem{"The vocabulary lacks the unknown token " + options->unknown,
                       where + ": model", "Repair the tokenizer file or fetch it again"};
    }
    auto normalizer = readOnlyBertNormalizer(file.find("normalizer"), where + ": normalizer");
    if (!normalizer.ok()) {
        return normalizer.as<Done>();
    }
    const Json* splitter = file.find("pre_tokenizer");
    if (typeOf(splitter) != "BertPreTokenizer") {
        return unknownComponent("pre-tokenizer", splitter, where + ": pre_tokenizer");
    }
    const Json* decoder = file.find("decoder");
    if (typeOf(decoder) != "WordPiece" && typeOf(decoder) != "null") {
        return unknownComponent("decoder", decoder, where + ": decoder");
    }
    parts.kind = "WordPiece";
    parts.encoder = std::make_unique<WordPieceEncoder>(parts.vocabulary, *options, *normalizer);
    return Done{};
}

} // namespace vitrine::text
