#pragma once

#include <span>
#include <string>
#include <string_view>

namespace vitrine::text {

/// The full canonical decomposition of one code point (Unicode 15.0), without reordering.
struct Decomposition {
    char32_t codes[4] = {};
    int count = 0;
};

[[nodiscard]] Decomposition decompose(char32_t code);

/// The full compatibility decomposition of one code point as Hugging Face's NFKD makes it (mappings
/// up to Unicode 9.0), appended without reordering.
void appendCompatible(char32_t code, std::u32string& out);

/// The primary composite of two code points, or 0.
[[nodiscard]] char32_t compose(char32_t first, char32_t second);

/// Full lower-casing without context: at most two code points (İ); Σ gives σ.
struct Lowered {
    char32_t codes[2] = {};
    int count = 0;
};

[[nodiscard]] Lowered lower(char32_t code);

/// Canonical normal forms of a text of code points (UAX 15).
[[nodiscard]] std::u32string toNfd(std::u32string_view text);
[[nodiscard]] std::u32string toNfc(std::u32string_view text);

} // namespace vitrine::text
