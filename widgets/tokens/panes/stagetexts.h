#pragma once

#include "core/text/stages.h"
#include "widgets/tokens/study/windowexplanation.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace vitrine::widgets {

/// One step of the strip: what it is called and what it did to this text.
struct StageWords {
    enum class Kind { Stage, PreTokens, Pieces };

    Kind kind = Kind::Stage;
    std::size_t stage = 0; ///< index into Explanation::stages, for Kind::Stage
    QString name;          ///< "strip accents"
    QString summary;       ///< "no change", "ï → i + ◌̈", "◌̈ removed"
    bool loses = false;    ///< something was removed that was not white space
    QString help;          ///< what the step does, in plain words

    bool operator==(const StageWords&) const = default;
};

/// The stages after the source, then pre-tokens and pieces.
[[nodiscard]] std::vector<StageWords> stageWords(const text::Explanation& explanation,
                                                 const TokenRow& row);

[[nodiscard]] QString stageName(text::StageKind kind);

/// Some text with marks set on a dotted circle and white space and controls as signs or numbers.
[[nodiscard]] QString shownText(std::string_view text);

/// "ï → i + ◌̈", "U+200D removed", "space added".
[[nodiscard]] QString editText(const text::Explanation& explanation, std::size_t stage,
                               const text::Edit& edit);

/// What the round trip lost, for people: "capitals, accents and 🥏 are lost"; empty if nothing.
[[nodiscard]] QString lossText(const text::RoundTrip& trip, std::string_view source);

} // namespace vitrine::widgets
