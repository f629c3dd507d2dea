#include "core/neural/train/loop/trainer.h"

#include "core/neural/border.h"
#include "core/neural/train/evaluation.h"
#include "core/neural/train/state/snapshot.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace vitrine::neural {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

bool better(double candidate, double best, bool largerIsBetter) {
    return largerIsBetter ? candidate > best : candidate < best;
}

} // namespace

Trainer::Trainer(run::RunDirectory directory, TrainParts parts)
    : directory_(std::move(directory))
    , parts_(std::move(parts))
    , settings_(parts_.plan, {})
    , optimizer_(parts_.model->parameters(), parts_.plan.optimizer)
    , feed_(parts_.training, {.samples = parts_.plan.samples,
                              .micro = parts_.plan.micro,
                              .seed = parts_.plan.seed})
    , checkpointing_(run::CheckpointStore(directory_.checkpoints()), parts_.plan,
                     {.configHash = configHash(directory_.config()),
                      .torch = parts_.torch,
                      .files = parts_.files})
    , inbox_(directory_.folder()) {}

Trainer::~Trainer() = default;

Outcome<TrainEnd> Trainer::run(const Tick& tick) {
    return guarded(directory_.folder().string(), [&]() -> Outcome<TrainEnd> {
        if (auto begun = begin(); !begun) {
            return begun.as<TrainEnd>();
        }
        auto end = train(tick);
        if (!end) {
            if (end.cancelled()) {
                return finish({run::RunState::Stopped, "by a signal"}, tick);
            }
            return finish({run::RunState::Failed, end.problem().text()}, tick);
        }
        return finish(*std::move(end), tick);
    });
}

Outcome<Done> Trainer::begin() {
    auto recorder = run::Recorder::open(directory_.folder());
    if (!recorder) {
        return recorder.as<Done>();
    }
    recorder_ = *std::move(recorder);
    auto heartbeat = run::Heartbeat::start(directory_.folder());
    if (!heartbeat) {
        return heartbeat.as<Done>();
    }
    heartbeat_ = *std::move(heartbeat);
    status_.attempt = parts_.attempt;
    status_.process = run::thisProcess();
    if (parts_.resumeFrom >= 0) {
        if (auto resumed = resume(); !resumed) {
            return resumed;
        }
    }
    lastCheckpoint_ = Clock::now();
    tellStart();
    setState(run::RunState::Running);
    return Done{};
}

Outcome<Done> Trainer::resume() {
    const run::CheckpointStore store(directory_.checkpoints());
    auto checkpoint = run::openCheckpoint(store.folderOf(parts_.resumeFrom));
    if (!checkpoint) {
        return checkpoint.as<Done>();
    }
    const std::string where = (checkpoint->folder / "state.json").string();
    auto state = trainStateFrom(checkpoint->state, where);
    if (!state) {
        return state.as<Done>();
    }
    const Json* updates = checkpoint->state.find("updates");
    if (updates == nullptr || checkpoint->optimizer == nullptr) {
        return Problem{"The checkpoint has no state of the optimizer", checkpoint->folder.string(),
                       "Resume from another checkpoint"};
    }
    state_ = *std::move(state);
    settings_ = LiveSettings(parts_.plan, state_.edits);
    optimizer_.setDecay(settings_.decay());
    return restore(*parts_.model, optimizer_, *checkpoint->model, *checkpoint->optimizer,
                   *updates);
}

void Trainer::tellStart() {
    Json parameters;
    parameters.set("total", parts_.model->elements());
    parameters.set("trainable", parts_.model->elements());
    Json fields;
    fields.set("attempt", parts_.attempt);
    fields.set("resumed_from", parts_.resumeFrom >= 0 ? Json(parts_.resumeFrom) : Json());
    if (!parts_.before.empty()) {
        fields.set("before", parts_.before);
    }
    fields.set("world", 1);
    fields.set("device", "cpu");
    fields.set("precision", "fp32");
    fields.set("promise", "exact");
    fields.set("parameters", std::move(parameters));
    fields.set("threads", parts_.threads);
    fields.set("torch", parts_.torch);
    fields.set("steps", settings_.steps());
    recorder_->event(state_.step, "start", std::move(fields));
    recorder_->text(state_.step, "config", directory_.config().resolved.dump(2));
}

Outcome<TrainEnd> Trainer::train(const Tick& tick) {
    while (state_.step < settings_.steps()) {
        auto heard = answerRequests(tick);
        if (heard && paused_) {
            heard = waitWhilePaused(tick);
        }
        if (!heard) {
            return heard.as<TrainEnd>();
        }
        if (wish_ != Wish::None) {
            return TrainEnd{run::RunState::Stopped, "on request"};
        }
        if (tick.stopped()) {
            return Cancelled{};
        }
        const auto updated = update(tick);
        if (!updated) {
            return updated.as<TrainEnd>();
        }
        if (!*updated) {
            return TrainEnd{run::RunState::Failed, "a loss or gradient was not finite"};
        }
        const bool evaluates = settings_.evalEvery() > 0 && state_.step % settings_.evalEvery() == 0;
        if (evaluates) {
            if (auto evaluated = evaluateNow(tick); !evaluated) {
                return evaluated.as<TrainEnd>();
            }
            if (stoppedEarly()) {
                return TrainEnd{run::RunState::Finished,
                                "no progress of " + parts_.plan.earlyStop->metric};
            }
        }
        checkpointIfDue();
    }
    return TrainEnd{run::RunState::Finished, {}};
}

Outcome<bool> Trainer::update(const Tick& tick) {
    const auto begin = Clock::now();
    StepTimes times;
    const std::vector<LabelledBatch> batches = feed_.take(state_.step, times.data);
    const double rate = settings_.learningRate(state_.step);
    auto result = trainStep(
        parts_.model->network(), optimizer_, batches,
        {.learningRate = rate, .clip = settings_.clip(), .loss = parts_.plan.loss}, tick);
    if (!result) {
        return result.as<bool>();
    }
    if (!result->applied) {
        Json fields;
        fields.set("where", std::isfinite(result->loss) ? "gradient" : "loss");
        fields.set("action", "stop");
        recorder_->event(state_.step, "nan", std::move(fields));
        return false;
    }
    ++state_.step;
    state_.samples += result->samples;
    state_.tokens += result->tokens;
    times.step = secondsSince(begin);
    state_.seconds += times.step;
    throughput_.add(times.step, result->samples, result->tokens);
    heartbeat_->setStep(state_.step);
    if (state_.step % settings_.logEvery() == 0) {
        const double epoch =
            static_cast<double>(state_.samples) / static_cast<double>(parts_.training->size());
        recorder_->scalars(state_.step,
                           scalarsOf(*result, times, throughput_, state_, rate, epoch));
    }
    tellProgress();
    return true;
}

Outcome<Done> Trainer::evaluateNow(const Tick& tick) {
    const auto begin = Clock::now();
    auto evaluation = evaluate(parts_.model->network(), *parts_.evaluation,
                               {.classes = parts_.classes, .most = parts_.plan.evalSamples}, tick);
    if (!evaluation) {
        return evaluation.as<Done>();
    }
    recorder_->evaluation(state_.step, "eval", scalarsOf(*evaluation, "eval"),
                          evaluation->score.count, secondsSince(begin));
    std::erase_if(state_.evaluations,
                  [&](const PastEvaluation& past) { return past.step == state_.step; });
    const std::string stopMetric =
        parts_.plan.earlyStop ? parts_.plan.earlyStop->metric : parts_.plan.metric;
    state_.evaluations.push_back({.step = state_.step,
                                  .metric = metricOf(*evaluation, parts_.plan.metric),
                                  .stopMetric = metricOf(*evaluation, stopMetric)});
    if (evaluationIsBest()) {
        checkpointNow("best");
    }
    return Done{};
}

Outcome<Done> Trainer::evaluateUnseen(const Tick& tick) {
    if (parts_.unseen == nullptr) {
        return Done{};
    }
    const auto begin = Clock::now();
    auto evaluation = evaluate(parts_.model->network(), *parts_.unseen,
                               {.classes = parts_.classes, .most = parts_.plan.evalSamples}, tick);
    if (!evaluation) {
        return evaluation.as<Done>();
    }
    recorder_->evaluation(state_.step, "unseen", scalarsOf(*evaluation, "unseen"),
                          evaluation->score.count, secondsSince(begin));
    return Done{};
}

bool Trainer::evaluationIsBest() const {
    const double newest = state_.evaluations.back().metric;
    return std::isfinite(newest) &&
           std::all_of(state_.evaluations.begin(), state_.evaluations.end() - 1,
                       [&](const PastEvaluation& past) {
                           return better(newest, past.metric, parts_.plan.largerIsBetter);
                       });
}

bool Trainer::stoppedEarly() const {
    const auto& rule = parts_.plan.earlyStop;
    if (!rule || state_.evaluations.empty()) {
        return false;
    }
    double best = state_.evaluations.front().stopMetric;
    std::int64_t since = 0;
    for (const PastEvaluation& past : state_.evaluations) {
        const double needed = rule->largerIsBetter ? best + rule->leastChange
                                                   : best - rule->leastChange;
        if (better(past.stopMetric, needed, rule->largerIsBetter)) {
            best = past.stopMetric;
            since = 0;
        } else {
            ++since;
        }
    }
    return since > rule->patience;
}

void Trainer::checkpointNow(const std::string& why) {
    checkpointing_.save(*parts_.model, optimizer_, state_, why);
    lastCheckpoint_ = Clock::now();
}

void Trainer::checkpointIfDue() {
    if (checkpointing_.settle(state_, *recorder_)) {
        checkpointNow("periodic");
    }
    const TrainPlan& plan = parts_.plan;
    const bool bySteps = plan.checkpointEvery > 0 && state_.step % plan.checkpointEvery == 0;
    const bool byTime = plan.checkpointMinutes > 0 &&
                        secondsSince(lastCheckpoint_) >= 60 * plan.checkpointMinutes;
    if (parts_.checkpointAsked && parts_.checkpointAsked()) {
        checkpointNow("request");
    } else if (bySteps || byTime) {
        checkpointNow("periodic");
    }
}

bool Trainer::saveLast(const Tick& tick) {
    constexpr std::chrono::seconds kRetryEvery{30};
    constexpr std::chrono::milliseconds kLook{200};
    while (true) {
        if (checkpointing_.finish(state_, *recorder_).ok() &&
            checkpointing_.lastSaved() == state_.step) {
            return true;
        }
        checkpointing_.save(*parts_.model, optimizer_, state_, "stop");
        const auto saved = checkpointing_.finish(state_, *recorder_);
        if (saved.ok() && checkpointing_.lastSaved() == state_.step) {
            return true;
        }
        // The disk is full or gone: the weights stay in memory until it is not, or nobody wants
        // them any more.
        setState(run::RunState::Paused, "The checkpoint cannot be saved: the disk is full or gone");
        for (const auto until = Clock::now() + kRetryEvery; Clock::now() < until;) {
            if (tick.stopped() || !answerRequests(tick).ok() || wish_ == Wish::Discard) {
                return false;
            }
            std::this_thread::sleep_for(kLook);
        }
    }
}

Outcome<TrainEnd> Trainer::finish(TrainEnd end, const Tick& tick) {
    setState(run::RunState::Finishing);
    const bool whole = end.state == run::RunState::Finished;
    const bool evaluated =
        !state_.evaluations.empty() && state_.evaluations.back().step == state_.step;
    if (whole && !evaluated) {
        if (auto last = evaluateNow(tick); last.failed()) {
            end = {run::RunState::Failed, last.problem().text()};
        }
    }
    if (whole) {
        if (auto last = evaluateUnseen(tick); last.failed()) {
            end = {run::RunState::Failed, last.problem().text()};
        }
    }
    if (wish_ != Wish::Discard && state_.step > 0 && end.state != run::RunState::Failed &&
        !saveLast(tick)) {
        end.reason += (end.reason.empty() ? "" : "; ") + std::string("the last checkpoint is missing");
    }
    Json fields;
    fields.set("state", std::string(nameOf(end.state)));
    fields.set("reason", end.reason);
    fields.set("steps", state_.step);
    fields.set("tokens", state_.tokens);
    fields.set("seconds", state_.seconds);
    recorder_->event(state_.step, "end", std::move(fields));
    setState(end.state, end.reason);
    if (auto flushed = recorder_->flush(); !flushed) {
        return flushed.as<TrainEnd>();
    }
    return end;
}

void Trainer::setState(run::RunState state, const std::string& reason) {
    status_.state = state;
    status_.reason = reason;
    writeStatusNow();
}

void Trainer::writeStatusNow() {
    status_.step = state_.step;
    status_.steps = settings_.steps();
    status_.tokens = state_.tokens;
    lastStatus_ = Clock::now();
    if (auto written = run::writeStatus(directory_.folder(), status_); written.failed()) {
        Json fields;
        fields.set("code", "status");
        fields.set("message", written.problem().text());
        recorder_->event(state_.step, "warn", std::move(fields));
    }
}

void Trainer::tellProgress() {
    constexpr double kEvery = 2; // seconds
    if (secondsSince(lastStatus_) >= kEvery) {
        writeStatusNow();
    }
}

} // namespace vitrine::neural
