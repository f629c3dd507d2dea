#include "core/text/files/fields.h"

#include <utility>

namespace vitrine::text {

JsonLimits tokenizerJsonLimits() {
    JsonLimits limits;
    limits.bytes = kTokenizerFileLimit;
    return limits;
}

Fields::Fields(const Json& json, std::string where)
    : json_(json)
    , where_(std::move(where)) {
    if (!isObject()) {
        problem_ = Problem{"An object is expected", where_, "Repair the tokenizer file"};
    }
}

const Json* Fields::member(std::string_view key) {
    const Json* found = json_.find(key);
    return found == nullptr || found->isNull() ? nullptr : found;
}

bool Fields::flag(std::string_view key, bool otherwise) {
    return maybeFlag(key).value_or(otherwise);
}

std::optional<bool> Fields::maybeFlag(std::string_view key) {
    const Json* found = member(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (const bool* value = found->boolean()) {
        return *value;
    }
    wrongType(key, "true or false");
    return std::nullopt;
}

std::string Fields::string(std::string_view key, std::string otherwise) {
    const Json* found = member(key);
    if (found == nullptr) {
        return otherwise;
    }
    if (const std::string* value = found->string()) {
        return *value;
    }
    wrongType(key, "a string");
    return otherwise;
}

std::string Fields::neededString(std::string_view key) {
    if (member(key) == nullptr) {
        wrongType(key, "a string");
    }
    return string(key, {});
}

std::int64_t Fields::neededInteger(std::string_view key) {
    if (member(key) == nullptr) {
        wrongType(key, "a whole number");
    }
    return maybeInteger(key).value_or(0);
}

std::optional<std::int64_t> Fields::maybeInteger(std::string_view key) {
    const Json* found = member(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    if (const std::int64_t* value = found->integer()) {
        return *value;
    }
    wrongType(key, "a whole number");
    return std::nullopt;
}

void Fields::refuse(std::string_view key, std::string what, std::string advice) {
    if (!problem_) {
        problem_ = Problem{std::move(what), key.empty() ? where_ : where_ + "." + std::string(key),
                           std::move(advice)};
    }
}

void Fields::wrongType(std::string_view key, std::string_view expected) {
    refuse(key,
           "The value is missing or has the wrong type: " + std::string(expected) + " is expected",
           "Repair the tokenizer file");
}

} // namespace vitrine::text
