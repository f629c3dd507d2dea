#include "core/neural/train/loop/checkpointing.h"

#include "core/neural/train/state/snapshot.h"
#include "core/run/checkpoint/retention.h"

#include <algorithm>
#include <memory>

namespace vitrine::neural {

namespace {

constexpr std::chrono::seconds kRetryAfter{30};

run::CheckpointContent contentOf(const std::shared_ptr<const Snapshot>& snapshot,
                                 const TrainState& state, const std::string& why,
                                 const CheckpointFacts& facts) {
    return {.step = state.step,
            .why = why,
            .configHash = facts.configHash,
            .torch = facts.torch,
            .model = snapshot->weights(),
            .optimizer = snapshot->moments(),
            .state = toJson(state, snapshot->updates()),
            .files = facts.files,
            .owner = snapshot};
}

} // namespace

Checkpointing::Checkpointing(run::CheckpointStore store, const TrainPlan& plan,
                             CheckpointFacts facts)
    : store_(store)
    , saver_(std::move(store))
    , plan_(plan)
    , facts_(std::move(facts)) {}

void Checkpointing::save(const TrainedModel& model, AdamW& optimizer, const TrainState& state,
                         const std::string& why) {
    const bool busy = saver_.busy();
    if (busy && state.step == stepInFlight_) {
        return; // a best one and a periodic one fall on the same update: one is enough
    }
    if (busy || std::chrono::steady_clock::now() < notBefore_) {
        waiting_ = true;
        return;
    }
    waiting_ = false;
    why_ = why;
    stepInFlight_ = state.step;
    saver_.start(
        contentOf(std::make_shared<const Snapshot>(model, optimizer), state, why, facts_));
}

bool Checkpointing::settle(const TrainState& state, run::Recorder& recorder) {
    if (const auto result = saver_.takeResult()) {
        report(*result, state, recorder);
    }
    return waiting_ && !saver_.busy() && std::chrono::steady_clock::now() >= notBefore_;
}

Outcome<Done> Checkpointing::finish(const TrainState& state, run::Recorder& recorder) {
    const auto result = saver_.finish();
    if (!result) {
        return Done{};
    }
    report(*result, state, recorder);
    return result->ok() ? Outcome<Done>(Done{}) : result->as<Done>();
}

void Checkpointing::report(const Outcome<run::SavedCheckpoint>& result, const TrainState& state,
                           run::Recorder& recorder) {
    if (!result) {
        const std::string message =
            result.failed() ? result.problem().text() : std::string("cancelled");
        Json fields;
        fields.set("code", "disk");
        fields.set("message", "The checkpoint was not saved; the one before it is kept. " + message);
        recorder.event(state.step, "warn", std::move(fields));
        waiting_ = true;
        notBefore_ = std::chrono::steady_clock::now() + kRetryAfter;
        return;
    }
    lastSaved_ = result->manifest.step;
    Json fields;
    fields.set("path", "checkpoints/" + result->folder.filename().string());
    fields.set("why", why_);
    fields.set("bytes", static_cast<std::int64_t>(result->manifest.bytes()));
    fields.set("seconds", result->seconds);
    fields.set("verified", result->verified);
    recorder.event(result->manifest.step, "ckpt", std::move(fields));
    if (result->verified) {
        retire(state, recorder);
    }
}

void Checkpointing::retire(const TrainState& state, run::Recorder& recorder) const {
    std::vector<run::KeptStep> kept;
    for (const std::int64_t step : store_.steps()) {
        run::KeptStep each{.step = step, .byHand = store_.keptByHand(step)};
        const auto past = std::ranges::find(state.evaluations, step, &PastEvaluation::step);
        if (past != state.evaluations.end()) {
            each.metric = past->metric;
        }
        kept.push_back(each);
    }
    const run::RetentionRule rule{.keepLast = plan_.keepLast,
                                  .keepBest = plan_.keepBest,
                                  .largerIsBetter = plan_.largerIsBetter};
    for (const std::int64_t step : run::disposableSteps(kept, rule)) {
        if (const auto removed = store_.remove(step); removed.failed()) {
            Json fields;
            fields.set("code", "retention");
            fields.set("message", removed.problem().text());
            recorder.event(state.step, "warn", std::move(fields));
        }
    }
}

} // namespace vitrine::neural
