#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::tests {

/// One file of ours.
struct SourceFile {
    std::string path; ///< from the root of the repository: "core/base/json.h"
    std::string text;
    std::string code; ///< the text with comments blanked out, line for line

    SourceFile(std::string path, std::string text);

    /// Its first `parts` folders: "core/base" for two.
    [[nodiscard]] std::string folder(std::size_t parts = 2) const;
    [[nodiscard]] bool isHeader() const { return path.ends_with(".h"); }

    /// Under one of these folders, or one of these files.
    [[nodiscard]] bool in(std::initializer_list<std::string_view> places) const;
};

/// One `#include`.
struct Include {
    std::string target;
    bool angled = false;
    std::size_t line = 0;
};

/// What a rule found.
struct Fault {
    std::string path;
    std::size_t line = 0;
    std::string what;

    [[nodiscard]] std::string text() const;
};

/// All C++ files of core, widgets, app, plugins and tests.
[[nodiscard]] std::vector<SourceFile> readSources(const std::filesystem::path& root);

[[nodiscard]] std::vector<Include> includesOf(const SourceFile& file);

/// The text with comments replaced by blanks; string literals stay.
[[nodiscard]] std::string withoutComments(std::string_view text);

/// Where a word stands in the code, as a whole word where it begins or ends with a letter.
[[nodiscard]] std::vector<std::size_t> findWord(std::string_view code, std::string_view word);

[[nodiscard]] std::size_t lineOf(std::string_view text, std::size_t at);

} // namespace vitrine::tests
