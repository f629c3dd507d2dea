#include "core/neural/engine.h"

/// The one exported function of the engine's library (see engine::EngineEntry). The caller owns the
/// engine; null if it could not be made.
extern "C" __attribute__((visibility("default"))) vitrine::engine::Engine*
vitrineEngine(const vitrine::engine::EngineOptions& options) {
    try {
        return vitrine::neural::makeEngine(options).release();
    } catch (...) {
        return nullptr;
    }
}
