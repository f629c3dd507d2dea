#pragma once

#include "core/base/axis.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/trace.h"
#include "core/neural/capture/attentionstore.h"

namespace vitrine::neural {

struct OverviewAxes {
    const Axis& queries;
    const Axis& keys;
};

/// The all-heads pass of one site: thumbnails, statistics and the head mean from one evaluation of
/// every row, in blocks shared out over LibTorch's threads. Statistics are summed block by block in
/// a fixed order, so the result does not depend on the number of threads.
[[nodiscard]] Outcome<engine::SiteOverview> scanOverview(const AttentionStore& store,
                                                         const OverviewAxes& axes,
                                                         const engine::OverviewOptions& options,
                                                         const Tick& tick);

} // namespace vitrine::neural
