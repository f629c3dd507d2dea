#include "tests/structure/sources.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

namespace vitrine::tests {

namespace fs = std::filesystem;

namespace {

bool isWordCharacter(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

/// Where a literal that begins at `at` ends.
std::size_t endOfLiteral(std::string_view text, std::size_t at) {
    const char quote = text[at];
    const bool raw = quote == '"' && at > 0 && text[at - 1] == 'R' &&
                     (at == 1 || !isWordCharacter(text[at - 2]) || text[at - 2] == 'u');
    if (raw) {
        const std::size_t open = text.find('(', at);
        const std::string close =
            ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
        return std::min(text.find(close, open), text.size() - close.size()) + close.size();
    }
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != quote && text[end] != '\n') {
        end += text[end] == '\\' ? 2 : 1;
    }
    return std::min(end + 1, text.size());
}

bool beginsLiteral(std::string_view text, std::size_t at) {
    // 1'000'000 is no pair of character literals.
    const bool separator = text[at] == '\'' && at > 0 && isWordCharacter(text[at - 1]);
    return text[at] == '"' || (text[at] == '\'' && !separator);
}

} // namespace

SourceFile::SourceFile(std::string pathFromRoot, std::string content)
    : path(std::move(pathFromRoot))
    , text(std::move(content))
    , code(withoutComments(text)) {}

std::string SourceFile::folder(std::size_t parts) const {
    std::size_t end = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        const std::size_t next = path.find('/', end == 0 ? 0 : end + 1);
        if (next == std::string::npos) {
            break;
        }
        end = next;
    }
    return path.substr(0, end);
}

bool SourceFile::in(std::initializer_list<std::string_view> places) const {
    return std::ranges::any_of(places, [this](std::string_view place) {
        return path == place || path.starts_with(std::string(place) + "/");
    });
}

std::string Fault::text() const {
    return path + ":" + std::to_string(line) + ": " + what;
}

std::vector<SourceFile> readSources(const fs::path& root) {
    std::vector<SourceFile> files;
    for (const char* top : {"core", "widgets", "app", "plugins", "tests"}) {
        if (!fs::exists(root / top)) {
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string extension = entry.path().extension().string();
            if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp")) {
                std::ostringstream text;
                text << std::ifstream(entry.path()).rdbuf();
                files.emplace_back(fs::relative(entry.path(), root).generic_string(), text.str());
            }
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::vector<Include> includesOf(const SourceFile& file) {
    std::vector<Include> includes;
    std::istringstream lines(file.code);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        std::erase_if(line, [](char character) { return character == ' ' || character == '\t'; });
        if (!line.starts_with("#include")) {
            continue;
        }
        const std::size_t open = line.find_first_of("<\"");
        const std::size_t close = line.find_first_of(">\"", open + 1);
        if (open != std::string::npos && close != std::string::npos) {
            includes.push_back({.target = line.substr(open + 1, close - open - 1),
                                .angled = line[open] == '<',
                                .line = number});
        }
    }
    return includes;
}

std::string withoutComments(std::string_view text) {
    std::string code(text);
    std::size_t at = 0;
    while (at < text.size()) {
        const std::string_view two = text.substr(at, 2);
        std::size_t end = at + 1;
        if (two == "//" || two == "/*") {
            end = two == "//" ? text.find('\n', at) : text.find("*/", at + 2);
            end = end == std::string_view::npos ? text.size() : end + (two == "//" ? 0 : 2);
            std::replace_if(
                code.begin() + static_cast<std::ptrdiff_t>(at),
                code.begin() + static_cast<std::ptrdiff_t>(end),
                [](char character) { return character != '\n'; }, ' ');
        } else if (beginsLiteral(text, at)) {
            end = endOfLiteral(text, at);
        }
        at = end;
    }
    return code;
}

std::vector<std::size_t> findWord(std::string_view code, std::string_view word) {
    std::vector<std::size_t> places;
    for (std::size_t at = code.find(word); at != std::string_view::npos;
         at = code.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        // "::write" is the system's call, "File::write" somebody's own.
        const bool joins = isWordCharacter(word.front()) || word.starts_with("::");
        const bool cutBefore = joins && at > 0 && isWordCharacter(code[at - 1]);
        const bool cutBehind =
            isWordCharacter(word.back()) && end < code.size() && isWordCharacter(code[end]);
        if (!cutBefore && !cutBehind) {
            places.push_back(at);
        }
    }
    return places;
}

std::size_t lineOf(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
}

} // namespace vitrine::tests
