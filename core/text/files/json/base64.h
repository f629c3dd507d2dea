#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::text {

/// The bytes of base64 text (RFC 4648, padded); nothing for other text.
[[nodiscard]] std::optional<std::string> bytesOfBase64(std::string_view text);

} // namespace vitrine::text
