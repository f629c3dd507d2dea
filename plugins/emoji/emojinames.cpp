#include "plugins/emoji/emojinames.h"

#include "core/base/files.h"

#include <algorithm>
#include <cctype>

namespace vitrine::emoji {

namespace {

constexpr std::size_t kLargestFile = std::size_t{16} << 20;

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::string pointsOf(std::string_view field) {
    std::string points(field);
    std::ranges::transform(points, points.begin(), [](char c) {
        return c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return points;
}

/// "1F436 ; fully-qualified # 🐶 E0.6 dog face": code points, status, and after the sign # the emoji,
/// its version and its name.
bool addLine(std::string_view line, EmojiNames& names) {
    const std::size_t semicolon = line.find(';');
    const std::size_t hash = line.find('#', semicolon == line.npos ? 0 : semicolon);
    if (semicolon == line.npos || hash == line.npos) {
        return false;
    }
    if (trimmed(line.substr(semicolon + 1, hash - semicolon - 1)) != "fully-qualified") {
        return true;
    }
    std::string_view rest = trimmed(line.substr(hash + 1));
    for (int skipped = 0; skipped < 2; ++skipped) {
        const std::size_t blank = rest.find(' ');
        if (blank == rest.npos) {
            return false;
        }
        rest = trimmed(rest.substr(blank));
    }
    names.emplace(rest, pointsOf(trimmed(line.substr(0, semicolon))));
    return true;
}

} // namespace

Outcome<EmojiNames> emojiNamesFrom(std::string_view text, std::string_view where) {
    EmojiNames names;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!line.empty() && line.front() != '#' && !addLine(line, names)) {
            return Problem{"This is no line of emoji-test.txt",
                           std::string(where) + ", line " + std::to_string(number),
                           "Install Debian's package unicode-data, or name its file"};
        }
    }
    return names;
}

Outcome<EmojiNames> readEmojiNames(const std::filesystem::path& file) {
    const auto text = readFile(file, kLargestFile);
    if (!text) {
        return Problem{"The names of emoji cannot be read", file.string(),
                       "Install Debian's package unicode-data. " + text.problem().what};
    }
    return emojiNamesFrom(*text, file.string());
}

} // namespace vitrine::emoji
