#pragma once

#include "core/analysis/bootstrap.h"
#include "core/base/grid.h"
#include "core/study/sweep/cell.h"
#include "core/study/sweep/recipe.h"

#include <cstddef>
#include <string>
#include <vector>

namespace vitrine::study {

/// One line of summary.csv.
struct SummaryRow {
    std::string metric;
    std::string chain;
    double severity = 0;
    std::string seed; ///< or "all": the mean over the seeds of each example, then over examples
    analysis::Band band;
    std::size_t unchanged = 0; ///< examples that the chain left as they were
    std::size_t unsafe = 0;    ///< examples left out because the label may not hold any more
};

/// The curves of a sweep from its cells, in whatever order they were computed. Unsafe results are
/// left out; unchanged ones count for the accuracy alone.
[[nodiscard]] std::vector<SummaryRow> summarised(const std::vector<Cell>& cells,
                                                 const SweepRecipe& recipe);

/// metric,chain,severity,seed,value,low,high,n,unchanged,unsafe
[[nodiscard]] std::string csvOf(const std::vector<SummaryRow>& rows);

/// Mean attention shift of every head at one severity of one chain.
struct HeadMap {
    std::string chain;
    double severity = 0;
    Grid shifts; ///< [sites × heads]; NaN where no example has a value
};

[[nodiscard]] std::vector<HeadMap> headMaps(const std::vector<Cell>& cells,
                                            const SweepRecipe& recipe);

} // namespace vitrine::study
