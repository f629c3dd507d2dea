#include "plugins/wordnet/glosses.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace vitrine::wordnet {

namespace {

constexpr std::size_t kFirstNounFile = 3;

constexpr std::array<std::string_view, 26> kNounClasses{
    "noun.Tops",     "noun.act",        "noun.animal",   "noun.artifact",   "noun.attribute",
    "noun.body",     "noun.cognition",  "noun.communication", "noun.event", "noun.feeling",
    "noun.food",     "noun.group",      "noun.location", "noun.motive",     "noun.object",
    "noun.person",   "noun.phenomenon", "noun.plant",    "noun.possession", "noun.process",
    "noun.quantity", "noun.relation",   "noun.shape",    "noun.state",      "noun.substance",
    "noun.time"};

bool isDigits(std::string_view text, std::size_t count) {
    return text.size() == count && std::ranges::all_of(text, [](char character) {
               return character >= '0' && character <= '9';
           });
}

std::string_view takeWord(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// "00001740 03 n 01 entity 0 003 ~ … | gloss"; nothing if the line has another form.
std::optional<Gloss> glossOf(std::string_view line) {
    const std::size_t bar = line.find(" | ");
    if (bar == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view rest = line.substr(0, bar);
    Gloss gloss{.synset = takeWord(rest)};
    const std::string_view file = takeWord(rest);
    const std::string_view type = takeWord(rest);
    takeWord(rest); // number of words
    gloss.firstWord = takeWord(rest);
    gloss.definition = definitionOf(line.substr(bar + 3));
    std::size_t number = 0;
    if (!isDigits(gloss.synset, 8) || !isDigits(file, 2) || type != "n" ||
        gloss.firstWord.empty() || gloss.definition.empty() || !isUtf8(line)) {
        return std::nullopt;
    }
    std::from_chars(file.data(), file.data() + file.size(), number);
    if (number < kFirstNounFile || number - kFirstNounFile >= kNounClasses.size()) {
        return std::nullopt;
    }
    gloss.className = kNounClasses[number - kFirstNounFile];
    return gloss;
}

} // namespace

std::span<const std::string_view> nounClasses() {
    return kNounClasses;
}

std::string_view definitionOf(std::string_view gloss) {
    return trimmed(gloss.substr(0, gloss.find("; \"")));
}

Outcome<Done> readGlosses(std::string_view text, std::string_view where,
                          const std::function<bool(const Gloss&)>& sink) {
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.empty() || line.starts_with("  ")) {
            continue;
        }
        auto gloss = glossOf(line);
        if (!gloss) {
            return Problem{"This is no line of WordNet's nouns",
                           std::string(where) + ", line " + std::to_string(number),
                           "Give data.noun of WordNet 3.0 (Debian's package wordnet-base)"};
        }
        gloss->line = number;
        if (!sink(*gloss)) {
            return Cancelled{};
        }
    }
    return Done{};
}

} // namespace vitrine::wordnet
