#pragma once

#include "core/neural/train/adamw.h"
#include "core/neural/train/loop/trainstate.h"
#include "core/neural/train/plan.h"
#include "core/neural/train/trainedmodel.h"
#include "core/run/checkpoint/backgroundsaver.h"
#include "core/run/checkpoint/checkpointstore.h"
#include "core/run/events/recorder.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::neural {

/// Small files that stand beside the weights, by name: config.json, the tokenizer's, the picture
/// preparation's. They make a checkpoint a model folder that opens anywhere.
using SideFiles = std::vector<std::pair<std::string, std::string>>;

/// What every checkpoint of a run carries.
struct CheckpointFacts {
    std::string configHash;
    std::string torch;
    SideFiles files;
};

/// Decides nothing: takes snapshots when asked, has them written behind the training, tells the
/// recorder what became of them, and lets old ones go once a newer one is verified.
class Checkpointing {
public:
    Checkpointing(run::CheckpointStore store, const TrainPlan& plan, CheckpointFacts facts);

    /// Copies the state and has it written. While an earlier one is still being written the wish is
    /// kept and done at the next call of `settle`.
    void save(const TrainedModel& model, AdamW& optimizer, const TrainState& state,
              const std::string& why);

    /// Once an update: reports a finished one. Answers whether a wish waits (a slow or full disk):
    /// the caller then saves anew.
    [[nodiscard]] bool settle(const TrainState& state, run::Recorder& recorder);

    /// Waits for the one in flight; the Problem of a failed one.
    [[nodiscard]] Outcome<Done> finish(const TrainState& state, run::Recorder& recorder);

    /// The step of the last one written and verified; −1 before the first.
    [[nodiscard]] std::int64_t lastSaved() const { return lastSaved_; }

private:
    void report(const Outcome<run::SavedCheckpoint>& result, const TrainState& state,
                run::Recorder& recorder);
    void retire(const TrainState& state, run::Recorder& recorder) const;

    run::CheckpointStore store_;
    run::BackgroundSaver saver_;
    TrainPlan plan_;
    CheckpointFacts facts_;
    std::string why_;                ///< of the one in flight
    std::int64_t stepInFlight_ = -1; ///< of the last one begun
    bool waiting_ = false;  ///< a wish came while one was in flight, or the last one failed
    std::chrono::steady_clock::time_point notBefore_{}; ///< a failed one is tried again from then on
    std::int64_t lastSaved_ = -1;
};

} // namespace vitrine::neural
