#pragma once

#include <span>
#include <string>
#include <string_view>

namespace vitrine::data {

/// An answer as it is compared: ASCII letters in lower case, without punctuation and articles, one
/// blank between words.
[[nodiscard]] std::string plainAnswer(std::string_view answer);

/// The score of VQAv2 (Goyal et al. 2017): min(people who say the same ÷ 3, 1), averaged over the
/// people with each one left out in turn. 0 … 1; 0 for nobody.
[[nodiscard]] double vqaScore(std::string_view answer, std::span<const std::string> people);

} // namespace vitrine::data
