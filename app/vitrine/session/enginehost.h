#pragma once

#include "app/vitrine/session/engineroom.h"

#include "widgets/foundation/task/latestwins.h"
#include "widgets/foundation/task/worker.h"

#include <QObject>

#include <filesystem>
#include <memory>

namespace vitrine::app {

/// The engine thread with its engine. Starts the engine when asked, on that thread, so that the
/// window paints first. Destroying it stops the work, joins, then frees models and engine; lanes
/// that use the worker must be gone before. GUI thread.
class EngineHost final : public QObject {
    Q_OBJECT

public:
    EngineHost(std::filesystem::path library, int threads, QObject* parent = nullptr);
    ~EngineHost() override;

    void start();

    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] int threads() const { return threads_; }
    [[nodiscard]] const EngineFacts& facts() const { return facts_; }

    /// The thread for everything that touches the engine.
    [[nodiscard]] widgets::Worker& worker() { return *worker_; }

    /// To be used in jobs of `worker` only.
    [[nodiscard]] std::shared_ptr<EngineRoom> room() const { return room_; }

Q_SIGNALS:
    void started();
    void failed(const vitrine::Problem& problem);

private:
    std::filesystem::path library_;
    int threads_;
    bool ready_ = false;
    EngineFacts facts_;
    std::shared_ptr<EngineRoom> room_;
    std::unique_ptr<widgets::Worker> worker_;
    std::unique_ptr<widgets::LatestWins<EngineFacts>> lane_;
};

} // namespace vitrine::app
