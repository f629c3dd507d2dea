#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::app {

/// The text of a member, or `otherwise` where it is missing or no text.
[[nodiscard]] std::string textOf(const Json& json, std::string_view key,
                                 const std::string& otherwise = {});

/// The whole number of a member; `otherwise` where it is missing, no whole number, or outside
/// [least, most].
[[nodiscard]] std::int64_t wholeOf(const Json& json, std::string_view key, std::int64_t otherwise,
                                   std::int64_t least, std::int64_t most);

[[nodiscard]] bool truthOf(const Json& json, std::string_view key, bool otherwise);

} // namespace vitrine::app
