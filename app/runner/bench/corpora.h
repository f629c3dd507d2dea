#pragma once

#include "core/base/outcome.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::app {

/// Text to measure with.
struct Corpus {
    std::string name;
    std::string text; ///< about half a megabyte, in lines
};

/// The file given; else English (the licence texts that every Debian has), code (system headers,
/// where there are any) and Chinese-like text (seeded random common ideographs). Always valid UTF-8
/// except in a file given. A Problem if nothing can be read.
[[nodiscard]] Outcome<std::vector<Corpus>>
corporaFor(const std::optional<std::filesystem::path>& file);

/// Lines without their ends, split at \n only.
[[nodiscard]] std::vector<std::string_view> linesOf(std::string_view text);

} // namespace vitrine::app
