#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/trace.h"

#include <filesystem>

namespace vitrine::app {

/// Writes a trace's inputs, hidden states, maps and embedding under the names of ARCHITECTURE.md
/// section 6 (batch of one). The trace must have been made with hidden states. All maps are held in
/// memory at once: a Problem where they would take more than 70 % of what is free.
[[nodiscard]] Outcome<Done> writeTrace(const std::filesystem::path& file,
                                       const engine::Trace& trace, const Tick& tick);

/// Labels, ids, byte offsets and kinds of every axis.
[[nodiscard]] Json tokensJson(const engine::Trace& trace);

/// What every task head said, best candidate first.
[[nodiscard]] Json predictionsJson(const engine::Trace& trace);

} // namespace vitrine::app
