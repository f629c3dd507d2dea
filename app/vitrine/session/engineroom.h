#pragma once

#include "app/vitrine/session/modelkey.h"

#include "core/engine/engine.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::app {

/// What is known of an engine once it runs.
struct EngineFacts {
    std::string version;
    std::vector<engine::Device> devices;
};

/// The engine and its opened models. Belongs to the engine thread; the GUI thread only makes it
/// and, after that thread was joined, destroys it: models first, then the engine. The engine's
/// library is never closed.
class EngineRoom {
public:
    EngineRoom() = default;
    EngineRoom(const EngineRoom&) = delete;
    EngineRoom& operator=(const EngineRoom&) = delete;

    /// Loads the engine's library and starts the engine.
    [[nodiscard]] Outcome<EngineFacts> load(const std::filesystem::path& library,
                                            const engine::EngineOptions& options);

    /// Opens a model, or answers the one that is open already.
    [[nodiscard]] Outcome<std::shared_ptr<engine::Model>> open(const ModelKey& key,
                                                               const Tick& tick);

    /// Forgets a model. Traces made by it stay alive.
    void close(const ModelKey& key);

private:
    std::unique_ptr<engine::Engine> engine_;
    std::vector<engine::Device> devices_;
    std::map<ModelKey, std::shared_ptr<engine::Model>> models_; // after the engine: freed before it
};

} // namespace vitrine::app
