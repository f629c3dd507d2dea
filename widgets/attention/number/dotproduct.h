#pragma once

#include "core/engine/trace.h"

#include <cstddef>
#include <vector>

namespace vitrine::widgets {

/// One component of q · k.
struct DotComponent {
    std::size_t dimension = 0;
    double query = 0;
    double key = 0;
    double product = 0;
};

/// A dot product drawn out: the components that push most for and most against, in order of their
/// product, the rest summed between them.
struct DotProduct {
    std::vector<DotComponent> forIt;   ///< largest products, largest first
    std::vector<DotComponent> against; ///< smallest products, in falling order
    std::size_t others = 0;            ///< how many components are summed
    double otherSum = 0;
    double largestQuery = 0;   ///< max |q| of the components kept
    double largestKey = 0;     ///< max |k|
    double largestProduct = 0; ///< max |q·k| of one component
    std::size_t components = 0;
};

/// `shown` components are kept one by one: about two thirds of them from the upper end.
[[nodiscard]] DotProduct dotProductOf(const engine::Cell& cell, std::size_t shown);

} // namespace vitrine::widgets
