#include "core/neural/train/loop/trainer.h"

#include <thread>

namespace vitrine::neural {

// What people ask of a running training (training.md 5): looked for once an update, and five times a
// second while it is paused.

Outcome<Done> Trainer::answerRequests(const Tick& tick) {
    for (const run::IncomingRequest& incoming : inbox_.look()) {
        bool ok = incoming.request.has_value();
        std::string message = incoming.refusal;
        if (ok) {
            const auto answer = obey(*incoming.request, tick);
            if (answer.cancelled()) {
                return Cancelled{};
            }
            ok = answer.ok();
            message = ok ? *answer : answer.problem().text();
        }
        recorder_->event(state_.step, "ctl", answerTo(incoming, ok, message, state_.step));
        // Removed only once the answer is on the disk: a crash in between asks again.
        if (recorder_->flush().ok()) {
            inbox_.remove(incoming);
        }
    }
    return Done{};
}

Outcome<Done> Trainer::waitWhilePaused(const Tick& tick) {
    constexpr std::chrono::milliseconds kLook{200};
    setState(run::RunState::Paused);
    while (paused_ && wish_ == Wish::None) {
        if (tick.stopped()) {
            return Cancelled{};
        }
        std::this_thread::sleep_for(kLook);
        if (checkpointing_.settle(state_, *recorder_)) {
            checkpointNow("pause");
        }
        if (auto answered = answerRequests(tick); !answered) {
            return answered;
        }
    }
    setState(run::RunState::Running);
    return Done{};
}

Outcome<std::string> Trainer::obey(const run::ControlRequest& request, const Tick& tick) {
    using run::ControlVerb;
    const auto textOf = [&](std::string_view key) {
        const Json* value = request.args.find(key);
        return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
    };
    switch (request.verb) {
    case ControlVerb::Pause:
        if (textOf("mode") == "free") {
            return Problem{"This trainer keeps its memory while it pauses", "mode", "Use stop"};
        }
        paused_ = true;
        checkpointNow("pause");
        return std::string("paused after this update");
    case ControlVerb::Resume:
        paused_ = false;
        return std::string("going on");
    case ControlVerb::Stop:
        wish_ = textOf("mode") == "discard" ? Wish::Discard : Wish::Stop;
        return std::string("stopped after this update");
    case ControlVerb::Checkpoint:
        checkpointNow("request");
        return std::string("the checkpoint is being written");
    case ControlVerb::Eval:
        if (auto evaluated = evaluateNow(tick); !evaluated) {
            return evaluated.as<std::string>();
        }
        return std::string("evaluated");
    case ControlVerb::Set:
        changeSettings(request);
        return std::string("from the next update on");
    case ControlVerb::Note:
        return textOf("text");
    case ControlVerb::Kill:
        return Problem{"The keeper ends processes, the trainer does not", {}, "Use stop"};
    case ControlVerb::Probe:
    case ControlVerb::Histogram:
        return Problem{"This trainer does not do that yet", std::string(nameOf(request.verb)), {}};
    }
    return Problem{"The request is not known", {}, {}};
}

void Trainer::changeSettings(const run::ControlRequest& request) {
    for (const auto& [key, value] : *request.args.object()) {
        const PlanEdit edit{.step = state_.step, .key = key, .value = value.number()};
        state_.edits.push_back(edit);
        settings_.apply(edit);
    }
    optimizer_.setDecay(settings_.decay());
}

} // namespace vitrine::neural
