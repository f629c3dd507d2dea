#include "core/text/files/tokenizerconfig.h"

#include "core/text/files/fields.h"

#include <system_error>

namespace vitrine::text {

namespace {

/// A token's text: a string, or an object with "content".
std::optional<std::string> tokenText(Fields& fields, std::string_view key) {
    const Json* json = fields.member(key);
    if (json != nullptr && json->object() != nullptr) {
        json = json->find("content");
    }
    if (json == nullptr) {
        return std::nullopt;
    }
    if (json->string() == nullptr || json->string()->empty()) {
        fields.refuse(key, "A special token is no text", "Repair the file");
        return std::nullopt;
    }
    return *json->string();
}

} // namespace

Outcome<TokenizerConfig> readTokenizerConfig(const std::filesystem::path& folder) {
    TokenizerConfig config;
    const std::filesystem::path file = folder / "tokenizer_config.json";
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return config;
    }
    auto json = readJson(file);
    if (!json.ok()) {
        return json.as<TokenizerConfig>();
    }
    Fields fields(*json, file.string());
    config.present = true;
    config.tokenizerClass = fields.string("tokenizer_class", {});
    config.lowerCase = fields.maybeFlag("do_lower_case");
    config.stripAccents = fields.maybeFlag("strip_accents");
    config.chineseChars = fields.maybeFlag("tokenize_chinese_chars");
    config.addPrefixSpace = fields.maybeFlag("add_prefix_space");
    config.legacy = fields.maybeFlag("legacy");
    config.extraIds = fields.maybeInteger("extra_ids");
    config.unknown = tokenText(fields, "unk_token");
    config.cls = tokenText(fields, "cls_token");
    config.sep = tokenText(fields, "sep_token");
    config.pad = tokenText(fields, "pad_token");
    config.mask = tokenText(fields, "mask_token");
    if (fields.problem()) {
        return *fields.problem();
    }
    return config;
}

} // namespace vitrine::text
