#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/json/pipelineparts.h"
#include "core/text/unicode/utf8.h"

namespace vitrine::text {

namespace {

constexpr const char* kFamilies = "Open a tokenizer of a supported family";

Outcome<MetaspaceOptions> readMetaspace(const Json& json, const std::string& where) {
    Fields fields(json, where);
    MetaspaceOptions options;
    const std::string mark = fields.string("replacement", "\u2581");
    const std::string scheme = fields.string("prepend_scheme", "always");
    if (mark.empty() || decodeValidAt(mark, 0).bytes != mark.size()) {
        fields.refuse("replacement", "The mark for spaces is not one character",
                      "Repair the tokenizer file");
    } else {
        options.mark = decodeValidAt(mark, 0).code;
    }
    if (scheme == "first") {
        options.prefix = MetaspaceOptions::Prefix::First;
    } else if (scheme == "never") {
        options.prefix = MetaspaceOptions::Prefix::Never;
    } else if (scheme != "always") {
        fields.refuse("prepend_scheme", "The scheme is none of always, first and never",
                      "Repair the tokenizer file");
    }
    // Files from before "prepend_scheme" say it in another way.
    if (!fields.flag("add_prefix_space", true)) {
        if (fields.member("prepend_scheme") != nullptr && scheme != "never") {
            fields.refuse("add_prefix_space", "It does not match prepend_scheme",
                          "Repair the tokenizer file");
        }
        options.prefix = MetaspaceOptions::Prefix::Never;
    }
    options.splits = fields.flag("split", true);
    if (fields.problem()) {
        return *fields.problem();
    }
    return options;
}

Problem unknownPattern(const std::string* regex, const std::string& where) {
    return {"Only the split patterns of GPT-2 and CLIP are supported, not " +
                (regex == nullptr ? std::string("this") : regex->substr(0, 200)),
            where, kFamilies};
}

Outcome<SplitterRead> readClip(const Json& split, const Json& byteLevel, const std::string& where) {
    const std::string* regex = regexOf(split);
    const bool specials = regex != nullptr && *regex == kClipPatternWithSpecials;
    const bool known = specials || (regex != nullptr && *regex == kClipPattern);
    if (!known || !hasSplitMode(split, "Removed", /*invert=*/true)) {
        return unknownPattern(regex, where);
    }
    Fields fields(byteLevel, where);
    if (fields.flag("add_prefix_space", true)) {
        fields.refuse("add_prefix_space", "A prefix space after a split is not supported",
                      kFamilies);
    }
    const bool cutsAgain = fields.flag("use_regex", true);
    if (fields.problem()) {
        return *fields.problem();
    }
    const ClipSpecials words = !specials   ? ClipSpecials::None
                               : cutsAgain ? ClipSpecials::Cut
                                           : ClipSpecials::Whole;
    return SplitterRead{clipSplitter(words), /*bytes=*/true};
}

} // namespace

const std::string_view kClipPattern =
    R"('s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+)";
const std::string_view kClipPatternWithSpecials =
    R"(<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d)"
    R"(|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+)";

const std::string* regexOf(const Json& component) {
    const Json* pattern = component.find("pattern");
    const Json* regex = pattern == nullptr ? nullptr : pattern->find("Regex");
    return regex == nullptr ? nullptr : regex->string();
}

bool hasSplitMode(const Json& component, std::string_view behavior, bool invert) {
    const Json* found = component.find("behavior");
    const Json* inverts = component.find("invert");
    const bool* inverted = inverts == nullptr ? nullptr : inverts->boolean();
    return found != nullptr && found->string() != nullptr && *found->string() == behavior &&
           (inverts == nullptr ? !invert : inverted != nullptr && *inverted == invert);
}

Outcome<SplitterRead> readSplitter(const Json* json, const std::string& where) {
    auto steps = flattened(json, "pretokenizers", where);
    if (!steps.ok()) {
        return steps.as<SplitterRead>();
    }
    if (steps->empty()) {
        return SplitterRead{noSplitter(), /*bytes=*/false};
    }
    const std::string first = typeOf(steps->front());
    const std::string last = typeOf(steps->back());
    if (steps->size() == 1 && first == "BertPreTokenizer") {
        return SplitterRead{bertSplitter(), /*bytes=*/false};
    }
    if (steps->size() == 2 && first == "Split" && last == "ByteLevel") {
        return readClip(*steps->front(), *steps->back(), where);
    }
    if (first == "Split") {
        return unknownPattern(regexOf(*steps->front()), where);
    }
    const bool afterWhiteSpace = steps->size() == 2 && first == "WhitespaceSplit";
    if (last == "Metaspace" && (steps->size() == 1 || afterWhiteSpace)) {
        auto options = readMetaspace(*steps->back(), where);
        if (!options.ok()) {
            return options.as<SplitterRead>();
        }
        options->afterWhiteSpace = afterWhiteSpace;
        return SplitterRead{metaspaceSplitter(*options), /*bytes=*/false};
    }
    return unknownComponent("pre-tokenizer",
                            first == "WhitespaceSplit" ? steps->back() : steps->front(), where);
}

Outcome<PipelineRead> readPipeline(const Json& file, const std::string& where) {
    PipelineRead read;
    auto normalizer = readNormalizer(file.find("normalizer"), where + ": normalizer");
    if (!normalizer.ok()) {
        return normalizer.as<PipelineRead>();
    }
    auto splitter = readSplitter(file.find("pre_tokenizer"), where + ": pre_tokenizer");
    if (!splitter.ok()) {
        return splitter.as<PipelineRead>();
    }
    auto decoder = readDecoder(file.find("decoder"), where + ": decoder");
    if (!decoder.ok()) {
        return decoder.as<PipelineRead>();
    }
    read.pipeline.normalizer = std::move(normalizer).value();
    read.pipeline.splitter = std::move(splitter->splitter);
    read.pipeline.decoder = std::move(decoder).value();
    read.bytes = splitter->bytes;
    return read;
}

} // namespace vitrine::text
