#pragma once

#include "app/vitrine/session/enginehost.h"
#include "app/vitrine/session/modelkey.h"

#include "core/engine/model.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace vitrine::app {

enum class ModelState { Closed, Opening, Open, Failed };

/// Opens models on the engine thread, one after another, and remembers their cards and faults.
/// GUI thread.
class ModelOpener final : public QObject {
    Q_OBJECT

public:
    explicit ModelOpener(EngineHost& host, QObject* parent = nullptr);

    /// Opens unless it is open or being opened; opens again what had failed.
    void open(const ModelKey& key);

    [[nodiscard]] ModelState state(const ModelKey& key) const;
    [[nodiscard]] const engine::ModelCard* card(const ModelKey& key) const;
    [[nodiscard]] const Problem* problem(const ModelKey& key) const;

    void cancel(const ModelKey& key);

Q_SIGNALS:
    void stateChanged(const vitrine::app::ModelKey& key);
    void progressed(const vitrine::app::ModelKey& key, vitrine::Progress progress);

private:
    using OpenLane = widgets::LatestWins<engine::ModelCard>;

    struct Entry {
        ModelState state = ModelState::Closed;
        std::optional<engine::ModelCard> card;
        std::optional<Problem> problem;
        std::unique_ptr<OpenLane> lane;
    };

    void submit(const ModelKey& key, Entry& entry);
    void opened(const ModelKey& key, Outcome<engine::ModelCard> card);

    EngineHost& host_;
    std::map<ModelKey, Entry> entries_;
};

} // namespace vitrine::app
