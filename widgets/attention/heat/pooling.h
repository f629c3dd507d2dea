#pragma once

#include "core/base/grid.h"
#include "widgets/attention/state/selection.h"

#include <cstddef>

namespace vitrine::widgets {

/// A grid brought to rows × columns: cells that fall on one place are pooled, so that a single bright
/// cell stays visible with Pooling::Largest; a smaller grid is repeated. NaN wins over numbers.
[[nodiscard]] Grid pooled(const Grid& grid, std::size_t rows, std::size_t columns, Pooling pooling);

} // namespace vitrine::widgets
