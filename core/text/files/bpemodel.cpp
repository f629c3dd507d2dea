#include "core/text/encode/bytelevelencoder.h"
#include "core/text/files/components.h"
#include "core/text/files/fields.h"
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
    for (const std::string_view affix : {"continuing_subword_prefix", "end_of_word_suffix"}) {
        if (!fields.string(affix, {}).empty()) {
            fields.refuse(affix, "A prefix or suffix of pieces is not supported for BPE",
                          "Open a byte-level BPE tokenizer (GPT-2, RoBERTa)");
        }
    }
    if (fields.flag("byte_fallback", false)) {
        fields.refuse("byte_fallback", "Byte fallback is not supported for BPE",
                      "Open a byte-level BPE tokenizer (GPT-2, RoBERTa)");
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

const std::string* patternOf(const Json& json) {
    const Json* pattern = json.find("pattern");
    const Json* regex = pattern == nullptr ? nullptr : pattern->find("Regex");
    return regex == nullptr ? nullptr : regex->string();
}

/// Whether a component is the split of GPT-2, spelt as a pattern.
bool isByteLevelSplit(const Json& json) {
    const std::string* pattern = patternOf(json);
    const Json* behavior = json.find("behavior");
    const Json* invert = json.find("invert");
    return typeOf(&json) == "Split" && pattern != nullptr && *pattern == kByteLevelPattern &&
           behavior != nullptr && behavior->string() != nullptr &&
           *behavior->string() == "Isolated" &&
           (invert == nullptr || (invert->boolean() != nullptr && !*invert->boolean()));
}

Outcome<ByteLevelOptions> readSplit(const Json* json, const std::string& where) {
    auto steps = flattened(json, "pretokenizers", where);
    if (!steps.ok()) {
        return steps.as<ByteLevelOptions>();
    }
    const bool bySplit = steps->size() == 2 && isByteLevelSplit(*steps->front());
    if (steps->size() != (bySplit ? 2U : 1U) || typeOf(steps->back()) != "ByteLevel") {
        const Json* culprit = steps->empty() ? nullptr : steps->front();
        if (typeOf(culprit) == "Split" && patternOf(*culprit) != nullptr) {
            return Problem{"Only the split pattern of GPT-2 is supported, not " +
                               patternOf(*culprit)->substr(0, 200),
                           where, "Open a byte-level BPE tokenizer (GPT-2, RoBERTa)"};
        }
        return unknownComponent("pre-tokenizer", culprit, where);
    }
    Fields fields(*steps->back(), where);
    ByteLevelOptions options;
    options.addPrefixSpace = fields.flag("add_prefix_space", true);
    options.splits = fields.flag("use_regex", true) || bySplit;
    if (bySplit && options.addPrefixSpace) {
        fields.refuse("add_prefix_space", "A prefix space after a split is not supported",
                      "Open a byte-level BPE tokenizer (GPT-2, RoBERTa)");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return options;
}

} // namespace

Outcome<Done> readByteLevelBpe(const Json& file, const std::string& where, bool trimsOffsets,
                               TokenizerParts& parts) {
    const Json& model = *file.find("model");
    const std::string place = where + ": model";
    auto options = readOptions(model, place, parts.warnings);
    if (!options.ok()) {
        return options.as<Done>();
    }
    if (const Json* normalizer = file.find("normalizer"); typeOf(normalizer) != "null") {
        return unknownComponent("normaliser", normalizer, where + ": normalizer");
    }
    auto split = readSplit(file.find("pre_tokenizer"), where + ": pre_tokenizer");
    if (!split.ok()) {
        return split.as<Done>();
    }
    const Json* decoder = file.find("decoder");
    if (typeOf(decoder) != "ByteLevel" && typeOf(decoder) != "null") {
        return unknownComponent("decoder", decoder, where + ": decoder");
    }
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
    split->trimOffsets = trimsOffsets;
    parts.kind = "byte-level BPE";
    parts.encoder = std::make_unique<ByteLevelEncoder>(std::move(bpe).value(), *split);
    return Done{};
}

} // namespace vitrine::text
