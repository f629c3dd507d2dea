#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

namespace vitrine::wordnet {

/// One synset of a data file, as views into its text.
struct Gloss {
    std::string_view synset;     ///< its number, eight digits
    std::string_view className;  ///< of its lexicographer file: "noun.animal"
    std::string_view firstWord;  ///< with underscores for blanks
    std::string_view definition; ///< the gloss without its examples
    std::size_t line = 0;
};

/// The 26 classes of nouns in the order of their numbers, 03 to 28 (lexnames(5WN)).
[[nodiscard]] std::span<const std::string_view> nounClasses();

/// A gloss up to its first example. Examples stand in quotes behind a semicolon; quotes within a
/// definition stay.
[[nodiscard]] std::string_view definitionOf(std::string_view gloss);

/// Goes through data.noun (wndb(5WN)); lines that begin with two blanks are the licence. A false of
/// the sink ends it with Cancelled. A line of another form is a Problem that names it.
[[nodiscard]] Outcome<Done> readGlosses(std::string_view text, std::string_view where,
                                        const std::function<bool(const Gloss&)>& sink);

} // namespace vitrine::wordnet
