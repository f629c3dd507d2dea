#pragma once

#include "core/analysis/classification.h"
#include "core/base/tick.h"
#include "core/run/directory/rundirectory.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vitrine::neural {

struct RunEvaluationRequest {
    std::optional<std::int64_t> step; ///< of a checkpoint; the newest sound one if not given
    std::string part = "eval"; ///< a part of the pack; of scenes "eval" or "unseen"
    int threads = 1;
};

struct RunEvaluation {
    std::int64_t step = 0;
    double loss = 0; ///< mean cross-entropy, nats, without smoothing
    analysis::ClassificationScore score;
    std::optional<double> exactMatch; ///< of texts to be written (evaluation.h)
};

/// How well a checkpoint of a run does on a part of its data, whether that part was looked at during
/// the training or not. Needs no lock: only reads.
[[nodiscard]] Outcome<RunEvaluation> evaluateRun(const run::RunDirectory& directory,
                                                 const RunEvaluationRequest& request,
                                                 const Tick& tick);

} // namespace vitrine::neural
