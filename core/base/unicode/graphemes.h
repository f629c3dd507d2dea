#pragma once

#include <cstddef>
#include <string_view>

namespace vitrine::unicode {

/// Where the extended grapheme cluster that begins at byte `at` ends (UAX 29, Unicode 15.0).
/// Invalid parts count as U+FFFD. Precondition: at < text.size() and `at` is a cluster boundary.
[[nodiscard]] std::size_t nextGrapheme(std::string_view text, std::size_t at);

} // namespace vitrine::unicode
