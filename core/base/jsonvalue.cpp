#include "core/base/json.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace vitrine {

Json::Json() = default;
Json::~Json() = default;
Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;

bool Json::isNumber() const {
    return std::holds_alternative<std::int64_t>(value_) || std::holds_alternative<double>(value_);
}

double Json::number(double otherwise) const {
    if (const auto* whole = std::get_if<std::int64_t>(&value_)) {
        return static_cast<double>(*whole);
    }
    const auto* fraction = std::get_if<double>(&value_);
    return fraction != nullptr ? *fraction : otherwise;
}

const Json* Json::find(std::string_view key) const {
    const Object* members = object();
    if (members == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(*members, key, &Member::first);
    return found == members->end() ? nullptr : &found->second;
}

void Json::set(std::string_view key, Json value) {
    if (isNull()) {
        value_ = Object();
    }
    Object* members = object();
    if (members == nullptr) {
        throw std::invalid_argument("Json::set: this value is neither an object nor null");
    }
    const auto found = std::ranges::find(*members, key, &Member::first);
    if (found != members->end()) {
        found->second = std::move(value);
    } else {
        members->emplace_back(std::string(key), std::move(value));
    }
}

} // namespace vitrine
