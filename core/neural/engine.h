#pragma once

#include "core/engine/engine.h"

#include <memory>

namespace vitrine::neural {

/// The LibTorch engine. Sets the thread counts and the allocator of the process, so it is made once,
/// on the engine thread, before anything else touches LibTorch.
[[nodiscard]] std::unique_ptr<engine::Engine> makeEngine(const engine::EngineOptions& options);

} // namespace vitrine::neural
