#pragma once

#include "core/base/outcome.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace vitrine::emoji {

/// English names of emoji → code points as the icon sets spell them: lower-case hexadecimal with
/// dashes ("1f436", "2600-fe0f"). Only fully-qualified ones.
using EmojiNames = std::map<std::string, std::string, std::less<>>;

/// Reads the text of Unicode's emoji-test.txt. Lines of another form are a Problem that says which.
[[nodiscard]] Outcome<EmojiNames> emojiNamesFrom(std::string_view text, std::string_view where);

/// The same from a file.
[[nodiscard]] Outcome<EmojiNames> readEmojiNames(const std::filesystem::path& file);

} // namespace vitrine::emoji
