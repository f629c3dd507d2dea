#pragma once

#include "core/perturb/chain.h"

#include <cstdint>

namespace vitrine::widgets {

/// What the lab is set to: part of the document, changed with undo.
struct RobustnessChoice {
    perturb::Chain chain;
    double severity = 0; ///< of the dial, 0 … 5
    std::uint64_t seed = 1;
    int layer = -1; ///< of the head in sight; −1: the one that moved most
    int head = -1;

    bool operator==(const RobustnessChoice&) const = default;
};

/// What an edit changes: quick edits of one kind become one undo step.
enum class ChoiceChange { Chain, Parameters, Severity, Seed, Head };

} // namespace vitrine::widgets
