#pragma once

#include "core/base/tick.h"
#include "core/neural/train/batchfeed.h"
#include "core/neural/train/loop/checkpointing.h"
#include "core/neural/train/loop/settings.h"
#include "core/neural/train/loop/telemetry.h"
#include "core/neural/train/trainedmodel.h"
#include "core/run/control/controldesk.h"
#include "core/run/directory/heartbeat.h"
#include "core/run/directory/rundirectory.h"
#include "core/run/directory/status.h"
#include "core/run/events/recorder.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace vitrine::neural {

/// What a training is made of.
struct TrainParts {
    std::unique_ptr<TrainedModel> model;
    std::shared_ptr<const Examples> training;
    std::shared_ptr<const Examples> evaluation;
    std::shared_ptr<const Examples> unseen; ///< evaluated apart at the end; may be null
    std::int64_t classes = 0;
    TrainPlan plan;
    SideFiles files;          ///< for checkpoints; config.json among them
    std::string torch;        ///< version
    std::int64_t attempt = 1;
    std::int64_t resumeFrom = -1; ///< step of the checkpoint to go on from; −1 = from the start
    std::string before;           ///< how the attempt before was torn away; empty if it was not
    int threads = 1;              ///< that LibTorch was given
    std::function<bool()> checkpointAsked; ///< SIGUSR1 since the last question; may be empty
};

/// How a training ended.
struct TrainEnd {
    run::RunState state = run::RunState::Finished;
    std::string reason; ///< for people
};

/// The loop of one training in its run directory: updates, evaluations, checkpoints, requests,
/// events. The caller holds the run's lock. Belongs to one thread.
class Trainer {
public:
    Trainer(run::RunDirectory directory, TrainParts parts);
    ~Trainer();

    /// Trains until the last update, a stop request, a NaN or a stopped tick (a signal): then a
    /// checkpoint is written before it returns. A Problem where the run cannot be begun.
    [[nodiscard]] Outcome<TrainEnd> run(const Tick& tick);

private:
    enum class Wish { None, Stop, Discard };

    [[nodiscard]] Outcome<Done> begin();
    [[nodiscard]] Outcome<Done> resume();
    void tellStart();
    [[nodiscard]] Outcome<TrainEnd> train(const Tick& tick);
    [[nodiscard]] Outcome<bool> update(const Tick& tick); ///< false: a NaN stopped it
    [[nodiscard]] Outcome<Done> evaluateNow(const Tick& tick);
    [[nodiscard]] Outcome<Done> evaluateUnseen(const Tick& tick);
    [[nodiscard]] bool evaluationIsBest() const;
    [[nodiscard]] bool stoppedEarly() const;
    void checkpointNow(const std::string& why);
    void checkpointIfDue();
    [[nodiscard]] Outcome<TrainEnd> finish(TrainEnd end, const Tick& tick);
    [[nodiscard]] bool saveLast(const Tick& tick);

    // control.cpp
    [[nodiscard]] Outcome<Done> answerRequests(const Tick& tick);
    [[nodiscard]] Outcome<Done> waitWhilePaused(const Tick& tick);
    [[nodiscard]] Outcome<std::string> obey(const run::ControlRequest& request, const Tick& tick);
    void changeSettings(const run::ControlRequest& request);

    void setState(run::RunState state, const std::string& reason = {});
    void writeStatusNow();
    void tellProgress();

    run::RunDirectory directory_;
    TrainParts parts_;
    TrainState state_;
    LiveSettings settings_;
    AdamW optimizer_;
    BatchFeed feed_;
    Checkpointing checkpointing_;
    std::unique_ptr<run::Recorder> recorder_;
    std::unique_ptr<run::Heartbeat> heartbeat_;
    run::ControlInbox inbox_;
    Throughput throughput_;
    run::RunStatus status_;
    Wish wish_ = Wish::None;
    bool paused_ = false;
    std::chrono::steady_clock::time_point lastStatus_;
    std::chrono::steady_clock::time_point lastCheckpoint_;
};

} // namespace vitrine::neural
