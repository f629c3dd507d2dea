#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace vitrine::app {

/// How well a text answers what was typed, and which of its letters did.
struct FuzzyMatch {
    int score = 0; ///< larger is better
    std::vector<int> letters;

    bool operator==(const FuzzyMatch&) const = default;
};

/// The letters of `typed` (blanks ignored) in order somewhere in `text`, whatever their case;
/// starts of words and runs of letters count more. Nothing where they are not there.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text);

} // namespace vitrine::app
