#include "core/text/files/fields.h"
#include "core/text/files/json/base64.h"
#include "core/text/files/json/components.h"
#include "core/text/files/json/pipelineparts.h"
#include "core/text/normalize/charsmap.h"
#include "core/text/unicode/utf8.h"

#include <map>

namespace vitrine::text {

namespace {

constexpr const char* kRepair = "Repair the tokenizer file";

std::u32string codePoints(std::string_view utf8) {
    std::u32string codes;
    for (std::size_t at = 0; at < utf8.size();) {
        const Decoded step = decodeValidAt(utf8, at);
        codes.push_back(step.code);
        at += step.bytes;
    }
    return codes;
}

Outcome<NormalizerStep> readReplace(const Json& json, const std::string& where) {
    Fields fields(json, where);
    const std::u32string content = codePoints(fields.neededString("content"));
    const Json* pattern = fields.member("pattern");
    const Json* text = pattern == nullptr ? nullptr : pattern->find("String");
    const std::string* regex = regexOf(json);
    ReplacePattern made;
    if (text != nullptr && text->string() != nullptr && !text->string()->empty()) {
        made.text = codePoints(*text->string());
    } else if (regex != nullptr && *regex == " {2,}") {
        made = {ReplacePattern::Kind::Spaces, {}, 2};
    } else if (regex != nullptr && *regex == "\\s+") {
        made = {ReplacePattern::Kind::WhiteSpace, {}, 1};
    } else {
        fields.refuse("pattern",
                      "Of the patterns of Replace only a text, \" {2,}\" and \"\\s+\" are "
                      "supported, not " +
                          (regex == nullptr ? std::string("this") : regex->substr(0, 200)),
                      "Open a tokenizer of a supported family");
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    return replaceStep(std::move(made), content);
}

Outcome<NormalizerStep> readPrecompiled(const Json& json, const std::string& where) {
    Fields fields(json, where);
    const auto bytes = bytesOfBase64(fields.neededString("precompiled_charsmap"));
    if (!bytes) {
        fields.refuse("precompiled_charsmap", "The character map is no base64", kRepair);
    }
    if (fields.problem()) {
        return *fields.problem();
    }
    auto map = Charsmap::make(*bytes, where + ".precompiled_charsmap");
    if (!map.ok()) {
        return map.as<NormalizerStep>();
    }
    return precompiledStep(std::make_shared<const Charsmap>(std::move(map).value()));
}

Outcome<NormalizerStep> readStrip(const Json& json, const std::string& where) {
    Fields fields(json, where);
    const bool left = fields.flag("strip_left", true);
    const bool right = fields.flag("strip_right", true);
    if (fields.problem()) {
        return *fields.problem();
    }
    return stripStep(left, right);
}

Outcome<NormalizerStep> readPrepend(const Json& json, const std::string& where) {
    Fields fields(json, where);
    const std::u32string content = codePoints(fields.neededString("prepend"));
    if (fields.problem()) {
        return *fields.problem();
    }
    return prependStep(content);
}

/// The steps of one component.
Outcome<std::vector<NormalizerStep>> readSteps(const Json& json, const std::string& where) {
    using Steps = std::vector<NormalizerStep>;
    using Reader = Outcome<NormalizerStep> (*)(const Json&, const std::string&);
    const NormalizerStep decomposed{StageKind::Compatible, decomposeCompatibleText};
    const NormalizerStep composed{StageKind::Composed, composeText};
    const std::map<std::string, Steps> fixed{
        {"NFC", {composed}},
        {"NFD", {{StageKind::Decomposed, decomposeText}}},
        {"NFKD", {decomposed}},
        {"NFKC", {decomposed, composed}},
        {"Lowercase", {{StageKind::Lowered, lowerText}}},
        {"StripAccents", {{StageKind::MarksStripped, stripAllMarks}}}};
    const std::map<std::string, Reader> readers{{"Replace", readReplace},
                                                {"Precompiled", readPrecompiled},
                                                {"Strip", readStrip},
                                                {"Prepend", readPrepend}};
    const std::string type = typeOf(&json);
    if (const auto known = fixed.find(type); known != fixed.end()) {
        return known->second;
    }
    if (type == "BertNormalizer") {
        auto options = readBertNormalizer(json, where);
        return options.ok() ? Outcome<Steps>(bertSteps(*options)) : options.as<Steps>();
    }
    const auto reader = readers.find(type);
    if (reader == readers.end()) {
        return unknownComponent("normaliser", &json, where);
    }
    auto step = reader->second(json, where);
    return step.ok() ? Outcome<Steps>(Steps{std::move(step).value()}) : step.as<Steps>();
}

} // namespace

Outcome<std::vector<NormalizerStep>> readNormalizer(const Json* json, const std::string& where) {
    auto components = flattened(json, "normalizers", where);
    if (!components.ok()) {
        return components.as<std::vector<NormalizerStep>>();
    }
    std::vector<NormalizerStep> steps;
    for (const Json* component : *components) {
        auto made = readSteps(*component, where);
        if (!made.ok()) {
            return made;
        }
        steps.insert(steps.end(), made->begin(), made->end());
    }
    return steps;
}

} // namespace vitrine::text
