#pragma once

#include "core/base/json.h"
#include "core/base/safetensors.h"
#include "core/neural/train/adamw.h"
#include "core/neural/train/trainedmodel.h"
#include "core/neural/weights/weightbytes.h"

#include <memory>

namespace vitrine::neural {

/// Weights and moments at an update boundary, copied to host memory: what a checkpoint holds beside
/// state.json. Training may go on while it is written.
class Snapshot {
public:
    Snapshot(const TrainedModel& model, AdamW& optimizer);

    /// model.safetensors, under the names of Hugging Face's files.
    [[nodiscard]] std::vector<TensorToWrite> weights() const { return weights_.toWrite(); }

    /// optimizer.safetensors: `exp_avg.<name>`, `exp_avg_sq.<name>`.
    [[nodiscard]] std::vector<TensorToWrite> moments() const { return moments_.toWrite(); }

    /// Updates that each parameter has had, by name: for state.json.
    [[nodiscard]] const Json& updates() const { return updates_; }

private:
    WeightBytes weights_;
    WeightBytes moments_;
    Json updates_;
};

/// Puts a checkpoint's weights and moments back, bit for bit. A Problem that names the tensor where
/// one is missing or has another shape or type; nothing is changed then.
[[nodiscard]] Outcome<Done> restore(const TrainedModel& model, AdamW& optimizer,
                                    const SafetensorsFile& weights, const SafetensorsFile& moments,
                                    const Json& updates);

} // namespace vitrine::neural
