#pragma once

#include "core/base/outcome.h"
#include "core/base/sample.h"
#include "core/base/tick.h"
#include "core/engine/model.h"
#include "core/engine/trace.h"

#include <memory>
#include <vector>

namespace vitrine::study {

/// A Trace with what the head grid draws: the overview of every site. Published as a whole, so that
/// no view ever shows the grid of one Sample beside the map of another.
struct TracePicture {
    std::shared_ptr<const engine::Trace> trace;
    std::vector<engine::SiteOverview> overviews; ///< one for each of trace->sites(), same order
    engine::ModelCard model;
};

struct PictureOptions {
    engine::TraceOptions trace;
    engine::OverviewOptions overview;
};

/// Traces a Sample and makes the overviews. Runs on the engine thread; cancels between layers.
[[nodiscard]] Outcome<TracePicture> tracePicture(engine::Model& model, const Sample& sample,
                                                 const PictureOptions& options, const Tick& tick);

} // namespace vitrine::study
