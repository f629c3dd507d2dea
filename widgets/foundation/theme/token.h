#pragma once

#include <cstddef>
#include <string_view>

namespace vitrine::widgets {

/// The colours of the window by role (DESIGN 2). Their values are data: resources/themes/*.json.
enum class Token {
    S0,   ///< behind everything
    S1,   ///< menu, lab bar, docks, status
    S2,   ///< stage, fields, chips, cards
    S3,   ///< what floats
    Sunk, ///< bar tracks, special and byte chips
    Hover,
    Press,
    Sel,     ///< selected row, text selection
    T1,      ///< text
    T2,      ///< labels
    T3,      ///< hints, units, disabled
    Line,    ///< hairlines, decoration only
    Outline, ///< edges of controls, ≥ 3 : 1
    Ink,     ///< selected, primary, focus, progress
    OnInk,
    Query,
    Key,
    Value,
    Output,
    QueryText,
    KeyText,
    ValueText,
    OutputText,
    PatchSource,
    PatchTarget,
    WarnMark,
    WarnText,
    WarnGround,
    DangerMark,
    DangerText,
    DangerGround,
    PinA,
    PinB,
    PinC,
    PinD,
    PinE,
    PinF,
    PinG,
    PinH,
    Casing,    ///< the pale outer stroke over heat and photographs
    CasingInk, ///< rim and letter of pins, cell cursor over heat
    Shadow
};

inline constexpr std::size_t kTokenCount = static_cast<std::size_t>(Token::Shadow) + 1;

/// The key of a token in a theme file: "s0", "queryText".
[[nodiscard]] std::string_view keyOf(Token token);

/// The colour of pin 0 … 7 (A … H). Other numbers throw std::invalid_argument.
[[nodiscard]] Token pinToken(int pin);

} // namespace vitrine::widgets
