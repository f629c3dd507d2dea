#pragma once

#include "core/base/json.h"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace vitrine::run {

/// Takes a fault: path of the key, what is wrong with it.
using TakeFault = std::function<void(const std::string& path, const std::string& what)>;

/// What several keys must agree on: given values, each in order by itself.
void checkTogether(const Json& given, const TakeFault& take);

/// Defaults that follow from other keys: samples where no tokens are given, epochs where no steps
/// are, the evaluation's pack.
void fillDependentDefaults(Json& resolved);

/// The line at which a text stops being JSON.
[[nodiscard]] std::size_t lineOfRefusal(std::string_view text);

} // namespace vitrine::run
