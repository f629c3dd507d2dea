#pragma once

#include "widgets/attention/number/numberhead.h"
#include "widgets/attention/state/attentionstate.h"

#include <QString>

#include <optional>
#include <vector>

namespace vitrine::widgets {

/// One line of the inspector.
struct Fact {
    QString name;
    QString value;
    QString unit;

    bool operator==(const Fact&) const = default;
};

/// All that the inspector says of the shown cell, recomputed in fp32 from Q and K.
struct CellFacts {
    NumberHead::Content head;
    std::vector<Fact> facts;
    std::optional<engine::Cell> cell; ///< none for the head mean, which has no dot product
    QString strongestTitle;           ///< "Strongest keys for “it”"
    std::vector<QString> origins;     ///< "Where it comes from"
    bool chosen = false;              ///< the cell stays when the pointer leaves
};

/// None without a head, or without a query (with Alt: without a key).
[[nodiscard]] std::optional<CellFacts> factsOf(const AttentionState& state);

/// The facts as text to copy: names, values with full precision, origins.
[[nodiscard]] QString textOf(const CellFacts& facts);

} // namespace vitrine::widgets
