#pragma once

#include "core/engine/trace.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace vitrine::app {

/// The tokens of what a person typed, of all axes one after the other: what the sample strip marks.
/// An axis that the model wrote itself is left out.
class TextAxes {
public:
    explicit TextAxes(const engine::Trace& trace);

    [[nodiscard]] std::vector<AxisToken> tokens() const;

    /// Where a token of an axis stands among them; nothing for one that is left out.
    [[nodiscard]] std::optional<std::size_t> placeOf(int axis, std::size_t token) const;

    /// The token at a place, seen from an axis; nothing where it belongs to another.
    [[nodiscard]] std::optional<std::size_t> tokenAt(int axis, std::size_t place) const;

private:
    const engine::Trace& trace_;
    std::vector<std::optional<std::size_t>> begins_; ///< by axis
};

} // namespace vitrine::app
