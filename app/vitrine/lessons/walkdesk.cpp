#include "app/vitrine/lessons/walkdesk.h"

namespace vitrine::app {

WalkDesk::WalkDesk(EngineHost& host, QObject* parent)
    : QObject(parent)
    , host_(host) {
    lane_ = std::make_unique<widgets::LatestWins<engine::Walk>>(
        host_.worker(), [this](widgets::Generation, Outcome<engine::Walk> result) {
            if (result) {
                answer_ = *std::move(result);
            } else if (result.failed()) {
                problem_ = result.problem();
            } else {
                question_.reset(); // stopped: to be asked again
            }
            Q_EMIT answered();
        });
}

void WalkDesk::ask(const WalkQuestion& question) {
    if (question_ == question) {
        return;
    }
    question_ = question;
    answer_.reset();
    problem_.reset();
    lane_->submit([room = host_.room(), question](const Tick& tick) -> Outcome<engine::Walk> {
        auto model = room->open(question.model, tick);
        if (!model) {
            return model.as<engine::Walk>();
        }
        return (*model)->walk(
            question.sample,
            {.layer = question.layer, .position = question.position, .head = question.head}, tick);
    });
}

} // namespace vitrine::app
