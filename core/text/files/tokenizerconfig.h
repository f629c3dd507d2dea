#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace vitrine::text {

/// What `tokenizer_config.json` says, where it is there. Names of special tokens are unset unless
/// the file names them.
struct TokenizerConfig {
    bool present = false;
    std::string tokenizerClass;
    std::optional<bool> lowerCase;      ///< do_lower_case
    std::optional<bool> stripAccents;   ///< strip_accents
    std::optional<bool> chineseChars;   ///< tokenize_chinese_chars
    std::optional<bool> addPrefixSpace; ///< add_prefix_space
    std::optional<bool> legacy;         ///< legacy: of SentencePiece, a space before every gap
    std::optional<std::int64_t> extraIds; ///< extra_ids: how many sentinels T5 has
    std::optional<std::string> unknown;
    std::optional<std::string> cls;
    std::optional<std::string> sep;
    std::optional<std::string> pad;
    std::optional<std::string> mask;
};

/// Reads the file in `folder`; a folder without it gives an empty config.
[[nodiscard]] Outcome<TokenizerConfig> readTokenizerConfig(const std::filesystem::path& folder);

} // namespace vitrine::text
