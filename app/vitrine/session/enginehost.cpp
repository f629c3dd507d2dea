#include "app/vitrine/session/enginehost.h"

namespace vitrine::app {

EngineHost::EngineHost(std::filesystem::path library, int threads, QObject* parent)
    : QObject(parent)
    , library_(std::move(library))
    , threads_(threads)
    , room_(std::make_shared<EngineRoom>())
    , worker_(std::make_unique<widgets::Worker>(QStringLiteral("engine"))) {
    lane_ = std::make_unique<widgets::LatestWins<EngineFacts>>(
        *worker_, [this](widgets::Generation, Outcome<EngineFacts> facts) {
            if (facts) {
                facts_ = *std::move(facts);
                ready_ = true;
                Q_EMIT started();
            } else if (facts.failed()) {
                Q_EMIT failed(facts.problem());
            }
        });
}

EngineHost::~EngineHost() {
    lane_.reset();
    worker_.reset();
    room_.reset();
}

void EngineHost::start() {
    if (ready_ || lane_->busy()) {
        return;
    }
    lane_->submit([room = room_, library = library_, threads = threads_](const Tick&) {
        return room->load(library, {.threads = threads});
    });
}

} // namespace vitrine::app
