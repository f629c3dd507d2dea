#include "app/vitrine/session/modelopener.h"

namespace vitrine::app {

ModelOpener::ModelOpener(EngineHost& host, QObject* parent)
    : QObject(parent)
    , host_(host) {
    // What was asked for before the engine ran.
    connect(&host, &EngineHost::started, this, [this] {
        for (auto& [key, entry] : entries_) {
            if (entry.state == ModelState::Opening) {
                submit(key, entry);
            }
        }
    });
}

void ModelOpener::open(const ModelKey& key) {
    Entry& entry = entries_[key];
    if (entry.state == ModelState::Open || entry.state == ModelState::Opening) {
        return;
    }
    entry.state = ModelState::Opening;
    entry.problem.reset();
    if (host_.ready()) {
        submit(key, entry);
    }
    Q_EMIT stateChanged(key);
}

ModelState ModelOpener::state(const ModelKey& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? ModelState::Closed : found->second.state;
}

const engine::ModelCard* ModelOpener::card(const ModelKey& key) const {
    const auto found = entries_.find(key);
    return found != entries_.end() && found->second.card ? &*found->second.card : nullptr;
}

const Problem* ModelOpener::problem(const ModelKey& key) const {
    const auto found = entries_.find(key);
    return found != entries_.end() && found->second.problem ? &*found->second.problem : nullptr;
}

void ModelOpener::cancel(const ModelKey& key) {
    if (const auto found = entries_.find(key); found != entries_.end() && found->second.lane) {
        found->second.lane->cancel();
    }
}

void ModelOpener::submit(const ModelKey& key, Entry& entry) {
    if (!entry.lane) {
        entry.lane = std::make_unique<OpenLane>(
            host_.worker(), [this, key](widgets::Generation, Outcome<engine::ModelCard> card) {
                opened(key, std::move(card));
            });
        connect(entry.lane.get(), &widgets::Lane::progressed, this,
                [this, key](widgets::Generation, Progress progress) {
                    Q_EMIT progressed(key, progress);
                });
    }
    entry.lane->submit([room = host_.room(), key](const Tick& tick) -> Outcome<engine::ModelCard> {
        auto model = room->open(key, tick);
        if (!model) {
            return model.as<engine::ModelCard>();
        }
        return (*model)->card();
    });
}

void ModelOpener::opened(const ModelKey& key, Outcome<engine::ModelCard> card) {
    Entry& entry = entries_[key];
    if (card) {
        entry.state = ModelState::Open;
        entry.card = *std::move(card);
    } else if (card.failed()) {
        entry.state = ModelState::Failed;
        entry.problem = card.problem();
    } else {
        entry.state = ModelState::Closed;
    }
    Q_EMIT stateChanged(key);
}

} // namespace vitrine::app
