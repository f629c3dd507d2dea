#include "core/run/recipe/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace vitrine::run {

namespace {

std::string numberText(double number) {
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), written.ptr};
}

std::string rangeOf(const Field& field) {
    if (std::isinf(field.most)) {
        return "at least " + numberText(field.least);
    }
    return "from " + numberText(field.least) + " to " + numberText(field.most);
}

std::string faultOfNumber(const Field& field, const Json& value, bool whole) {
    if (whole ? value.integer() == nullptr : !value.isNumber()) {
        return whole ? "must be a whole number" : "must be a number";
    }
    const double number = value.number();
    if (!(number >= field.least && number <= field.most)) {
        return "is " + numberText(number) + ", allowed is " + rangeOf(field);
    }
    return {};
}

bool isAmong(std::string_view choices, std::string_view value) {
    const std::string wrapped = "|" + std::string(choices) + "|";
    return !value.empty() && value.find('|') == std::string_view::npos &&
           wrapped.find("|" + std::string(value) + "|") != std::string::npos;
}

std::string faultOfList(const Field& field, const Json& value) {
    if (value.array() == nullptr) {
        return "must be a list";
    }
    for (const Json& item : *value.array()) {
        if (field.type == FieldType::Texts ? item.string() == nullptr : !item.isNumber()) {
            return field.type == FieldType::Texts ? "must hold texts alone"
                                                  : "must hold numbers alone";
        }
        if (field.type == FieldType::Numbers) {
            if (std::string fault = faultOfNumber(field, item, /*whole=*/false); !fault.empty()) {
                return fault;
            }
        }
    }
    return {};
}

std::string faultOfTrainable(const Json& value) {
    const bool all = value.string() != nullptr && *value.string() == "all";
    const bool list = value.array() != nullptr && !value.array()->empty() &&
                      std::ranges::all_of(*value.array(), [](const Json& item) {
                          return item.string() != nullptr;
                      });
    return all || list ? std::string() : "must be \"all\" or a list of regular expressions";
}

/// Fields with a form of their own.
std::string faultOfJson(const Field& field, const Json& value) {
    if (field.path == "trainable") {
        return faultOfTrainable(value);
    }
    if (field.path == "config") {
        return value.object() != nullptr ? std::string() : "must be an object";
    }
    return value.array() != nullptr ? std::string() : "must be a list";
}

} // namespace

std::string faultOfValue(const Field& field, const Json& value) {
    if (value.isNull()) {
        return field.fallback == "null" ? "" : "must not be null";
    }
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Path:
        return value.string() != nullptr ? "" : "must be a text";
    case FieldType::Whole:
        return faultOfNumber(field, value, /*whole=*/true);
    case FieldType::Number:
        return faultOfNumber(field, value, /*whole=*/false);
    case FieldType::Switch:
        return value.boolean() != nullptr ? "" : "must be true or false";
    case FieldType::Choice:
        return value.string() != nullptr && isAmong(field.choices, *value.string())
                   ? ""
                   : "must be one of " + std::string(field.choices);
    case FieldType::Texts:
    case FieldType::Numbers:
        return faultOfList(field, value);
    case FieldType::Free:
        return faultOfJson(field, value);
    }
    return {};
}

const Json* valueAt(const Json& json, std::string_view path) {
    const Json* at = &json;
    while (at != nullptr && !path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        at = at->find(path.substr(0, dot));
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return at;
}

void setAt(Json& json, std::string_view path, Json value) {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) {
        json.set(path, std::move(value));
        return;
    }
    const std::string_view head = path.substr(0, dot);
    const Json* there = json.find(head);
    Json inner = there != nullptr && there->object() != nullptr ? *there : Json(Json::Object{});
    setAt(inner, path.substr(dot + 1), std::move(value));
    json.set(head, std::move(inner));
}

} // namespace vitrine::run
