#pragma once

#include <span>
#include <string_view>

namespace vitrine::perturb {

/// English words of the closed classes (articles, pronouns, prepositions, conjunctions, auxiliaries,
/// particles), lower case: what attacks leave alone unless told otherwise.
[[nodiscard]] std::span<const std::string_view> englishStopwords();

} // namespace vitrine::perturb
