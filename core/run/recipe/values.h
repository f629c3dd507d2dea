#pragma once

#include "core/base/json.h"
#include "core/run/recipe/fields.h"

#include <string>
#include <string_view>

namespace vitrine::run {

/// What is wrong with a value for a field, as half a sentence ("must be …"); empty if nothing.
[[nodiscard]] std::string faultOfValue(const Field& field, const Json& value);

/// The value at a dotted path, or nullptr.
[[nodiscard]] const Json* valueAt(const Json& json, std::string_view path);

/// Sets the value at a dotted path, making the objects on the way.
void setAt(Json& json, std::string_view path, Json value);

} // namespace vitrine::run
