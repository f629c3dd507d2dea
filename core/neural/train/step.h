#pragma once

#include "core/neural/train/adamw.h"
#include "core/neural/train/objective.h"

#include <cstdint>
#include <span>

namespace vitrine::neural {

struct StepOptions {
    double learningRate = 0;
    double clip = 0; ///< largest gradient norm; 0 = no clipping
    LossOptions loss;
};

struct StepResult {
    double loss = 0;         ///< mean over the labels of the update, in nats
    double gradientNorm = 0; ///< before clipping
    bool clipped = false;
    bool applied = false;    ///< false where loss or norm are not finite: no weight was touched
    std::int64_t samples = 0;
    std::int64_t tokens = 0;
    double forwardSeconds = 0;
    double backwardSeconds = 0;
    double optimizerSeconds = 0;
};

/// One update: forward and backward of every micro-batch, each loss divided by the number of labels
/// of the whole update, then clipping and the optimizer. A pure function of weights, moments,
/// batches and options. Cancelled between micro-batches it leaves the weights as they were.
[[nodiscard]] Outcome<StepResult> trainStep(const Network& network, AdamW& optimizer,
                                            std::span<const LabelledBatch> batches,
                                            const StepOptions& options, const Tick& tick);

} // namespace vitrine::neural
