#include "core/text/files/fields.h"
#include "core/text/files/json/components.h"
#include "core/text/files/json/pipelineparts.h"

namespace vitrine::text {

namespace {

Outcome<DecodeStep> readMetaspaceDecoder(const Json& json, const std::string& where) {
    Fields fields(json, where);
    std::string mark = fields.string("replacement", "\u2581");
    const bool drops = fields.string("prepend_scheme", "always") != "never" &&
                       fields.flag("add_prefix_space", true);
    if (mark.empty()) {
        fields.refuse("replacement", "The mark for spaces is empty", "Repair the tokenizer file");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return metaspaceDecoding(std::move(mark), drops);
}

Outcome<DecodeStep> readReplaceDecoder(const Json& json, const std::string& where) {
    Fields fields(json, where);
    std::string content = fields.neededString("content");
    const Json* pattern = fields.member("pattern");
    const Json* text = pattern == nullptr ? nullptr : pattern->find("String");
    if (text == nullptr || text->string() == nullptr || text->string()->empty()) {
        fields.refuse("pattern", "The pattern of a decoder's Replace must be a text",
                      "Open a tokenizer of a supported family");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return replaceDecoding(*text->string(), std::move(content));
}

Outcome<DecodeStep> readStripDecoder(const Json& json, const std::string& where) {
    Fields fields(json, where);
    std::string content = fields.neededString("content");
    const std::int64_t start = fields.neededInteger("start");
    const std::int64_t stop = fields.neededInteger("stop");
    if (content.empty() || start < 0 || stop < 0) {
        fields.refuse("", "A decoder strips nothing, or less than nothing",
                      "Repair the tokenizer file");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return stripDecoding(std::move(content), static_cast<std::size_t>(start),
                         static_cast<std::size_t>(stop));
}

Outcome<DecodeStep> readBpeDecoder(const Json& json, const std::string& where) {
    Fields fields(json, where);
    std::string suffix = fields.string("suffix", "</w>");
    if (suffix.empty()) {
        fields.refuse("suffix", "The ending of words is empty", "Repair the tokenizer file");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return endingDecoding(std::move(suffix));
}

Outcome<DecodeStep> readDecodeStep(const Json& json, const std::string& where) {
    const std::string type = typeOf(&json);
    if (type == "Metaspace") {
        return readMetaspaceDecoder(json, where);
    }
    if (type == "Replace") {
        return readReplaceDecoder(json, where);
    }
    if (type == "Strip") {
        return readStripDecoder(json, where);
    }
    if (type == "BPEDecoder") {
        return readBpeDecoder(json, where);
    }
    if (type == "ByteFallback") {
        return byteFallbackDecoding();
    }
    if (type == "Fuse") {
        return fuseDecoding();
    }
    if (type == "ByteLevel") {
        return byteLevelDecoding();
    }
    return unknownComponent("decoder", &json, where);
}

} // namespace

Outcome<std::vector<DecodeStep>> readDecoder(const Json* json, const std::string& where) {
    auto components = flattened(json, "decoders", where);
    if (!components.ok()) {
        return components.as<std::vector<DecodeStep>>();
    }
    std::vector<DecodeStep> steps;
    for (const Json* component : *components) {
        auto step = readDecodeStep(*component, where);
        if (!step.ok()) {
            return step.as<std::vector<DecodeStep>>();
        }
        steps.push_back(std::move(step).value());
    }
    return steps;
}

} // namespace vitrine::text
