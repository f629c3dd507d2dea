#include "core/text/encode/bytelevelencoder.h"
#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/json/pipelineparts.h"
#include "core/text/pretokenize/bytelevelsplit.h"

namespace vitrine::text {

namespace {

/// "a b" or ["a", "b"].
std::optional<Merge> readMerge(const Json& json) {
    if (const std::string* line = json.string()) {
        const std::string_view text = *line;
        const std::size_t space = text.find(' ');
        if (space == std::string_view::npos || text.find(' ', space + 1) != text.npos) {
            return std::nullopt;
        }
        return Merge{text.substr(0, space), text.substr(space + 1)};
    }
    const Json::Array* parts = json.array();
    if (parts == nullptr || parts->size() != 2 || (*parts)[0].string() == nullptr ||
        (*parts)[1].string() == nullptr) {
        return std::nullopt;
    }
    return Merge{*(*parts)[0].string(), *(*parts)[1].string()};
}

Outcome<std::vector<Merge>> readMerges(const Json* json, const std::string& where) {
    if (json == nullptr || json->array() == nullptr) {
        return Problem{"The merges are missing", where, "Repair the tokenizer file"};
    }
    std::vector<Merge> merges;
    merges.reserve(json->array()->size());
    for (const Json& entry : *json->array()) {
        const auto merge = readMerge(entry);
        if (!merge) {
            return Problem{"Merge " + std::to_string(merges.size() + 1) +
                               " has not exactly two parts",
                           where, "Repair the tokenizer file"};
        }
        merges.push_back(*merge);
    }
    return merges;
}

Outcome<BpeOptions> readOptions(const Json& model, const std::string& where,
                                std::vector<std::string>& warnings) {
    Fields fields(model, where);
    BpeOptions options;
    options.ignoreMerges = fields.flag("ignore_merges", false);
    options.fuseUnknown = fields.flag("fuse_unk", false);
    if (fields.member("unk_token") != nullptr) {
        options.unknown = fields.string("unk_token", {});
    }
    options.endOfWord = fields.string("end_of_word_suffix", {});
    options.byteFallback = fields.flag("byte_fallback", false);
    if (!fields.string("continuing_subword_prefix", {}).empty()) {
        fields.refuse("continuing_subword_prefix", "A prefix of pieces is not supported for BPE",
                      "Open a tokenizer of a supported family");
    }
    if (options.byteFallback && !options.endOfWord.empty()) {
        fields.refuse("byte_fallback", "Byte fallback with endings of words is not supported",
                      "Open a tokenizer of a supported family");
    }
    const Json* dropout = fields.member("dropout");
    if (dropout != nullptr && !dropout->isNumber()) {
        fields.refuse("dropout", "The dropout is no number", "Repair the tokenizer file");
    } else if (dropout != nullptr && dropout->number() != 0) {
        warnings.push_back("The file asks for merge dropout, which is a setting for training; "
                           "texts are encoded without it");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return options;
}

/// Whether a component is the split of GPT-2, spelt as a pattern.
bool isByteLevelSplit(const Json& json) {
    const std::string* regex = regexOf(json);
    return typeOf(&json) == "Split" && regex != nullptr && *regex == kByteLevelPattern &&
           hasSplitMode(json, "Isolated", /*invert=*/false);
}

/// Whether the pre-tokenizer is ByteLevel, alone or after the split of GPT-2.
bool isByteLevel(const Json* json, const std::string& where) {
    auto steps = flattened(json, "pretokenizers", where);
    if (!steps.ok() || steps->empty() || typeOf(steps->back()) != "ByteLevel") {
        return false;
    }
    return steps->size() == 1 || (steps->size() == 2 && isByteLevelSplit(*steps->front()));
}

Outcome<ByteLevelOptions> readSplit(const Json* json, const std::string& where) {
    auto steps = flattened(json, "pretokenizers", where);
    if (!steps.ok()) {
        return steps.as<ByteLevelOptions>();
    }
    const bool bySplit = steps->size() == 2;
    Fields fields(*steps->back(), where);
    ByteLevelOptions options;
    options.addPrefixSpace = fields.flag("add_prefix_space", true);
    options.splits = fields.flag("use_regex", true) || bySplit;
    if (bySplit && options.addPrefixSpace) {
        fields.refuse("add_prefix_space", "A prefix space after a split is not supported",
                      "Open a tokenizer of a supported family");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return options;
}

/// What GPT-2's pre-tokenizer goes together with.
Outcome<Done> checkByteLevel(const Json& file, const std::string& where,
                             const BpeOptions& options) {
    if (const Json* normalizer = file.find("normalizer"); typeOf(normalizer) != "null") {
        return unknownComponent("normaliser", normalizer, where + ": normalizer");
    }
    if (!options.endOfWord.empty() || options.byteFallback) {
        return Problem{"Byte fallback and endings of words are not supported with ByteLevel alone",
                       where + ": model", "Open a tokenizer of a supported family"};
    }
    return Done{};
}

/// GPT-2 and RoBERTa.
Outcome<std::unique_ptr<GapEncoder>> byteLevelEncoder(const Json& file, const std::string& where,
                                                      bool trimsOffsets, Bpe model) {
    using Made = std::unique_ptr<GapEncoder>;
    auto split = readSplit(file.find("pre_tokenizer"), where + ": pre_tokenizer");
    if (!split.ok()) {
        return split.as<Made>();
    }
    const Json* decoder = file.find("decoder");
    if (typeOf(decoder) != "ByteLevel" && typeOf(decoder) != "null") {
        return unknownComponent("decoder", decoder, where + ": decoder");
    }
    split->trimOffsets = trimsOffsets;
    return Made(std::make_unique<ByteLevelEncoder>(std::move(model), *split));
}

std::string kindOf(const BpeOptions& options, bool bytes) {
    return bytes                          ? "byte-level BPE"
           : options.byteFallback         ? "BPE with byte fallback"
           : options.endOfWord.empty()    ? "BPE"
                                          : "BPE of characters";
}

/// The decoder that goes with a model where a file names none, and what transformers adds to the
/// one that CLIP's file names.
void completeDecoder(const BpeOptions& options, bool bytes, std::vector<DecodeStep>& decoder) {
    if (decoder.empty()) {
        decoder.push_back(bytes                       ? byteLevelDecoding()
                          : options.endOfWord.empty() ? metaspaceDecoding("\u2581", true)
                                                      : endingDecoding(options.endOfWord));
    }
    if (bytes && !options.endOfWord.empty()) {
        decoder.push_back(clipDecoding(options.endOfWord));
    }
}

} // namespace

Outcome<Done> readBpe(const Json& file, const std::string& where, bool trimsOffsets,
                      TokenizerParts& parts) {
    const Json& model = *file.find("model");
    const std::string place = where + ": model";
    auto options = readOptions(model, place, parts.warnings);
    if (!options.ok()) {
        return options.as<Done>();
    }
    const bool gpt2 = isByteLevel(file.find("pre_tokenizer"), where);
    if (auto checked = gpt2 ? checkByteLevel(file, where, *options) : Done{}; !checked.ok()) {
        return checked;
    }
    auto read = gpt2 ? Outcome<PipelineRead>(PipelineRead{}) : readPipeline(file, where);
    if (!read.ok()) {
        return read.as<Done>();
    }
    const bool bytes = gpt2 || read->bytes;
    options->leaves = bytes ? BpeOptions::Leaves::Bytes : BpeOptions::Leaves::Characters;
    auto merges = readMerges(model.find("merges"), place + ".merges");
    if (!merges.ok()) {
        return merges.as<Done>();
    }
    auto bpe = Bpe::make(parts.vocabulary, *merges, *options, place);
    if (!bpe.ok()) {
        return bpe.as<Done>();
    }
    if (options->unknown) {
        parts.unknownId = parts.vocabulary->find(*options->unknown);
    }
    parts.kind = kindOf(*options, bytes);
    if (gpt2) {
        auto encoder = byteLevelEncoder(file, where, trimsOffsets, std::move(bpe).value());
        if (!encoder.ok()) {
            return encoder.as<Done>();
        }
        parts.encoder = std::move(encoder).value();
        return Done{};
    }
    completeDecoder(*options, bytes, read->pipeline.decoder);
    read->pipeline.model = std::make_shared<const Bpe>(std::move(bpe).value());
    parts.encoder = std::make_unique<PipelineEncoder>(std::move(read->pipeline));
    return Done{};
}

} // namespace vitrine::text
