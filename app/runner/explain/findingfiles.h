#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/engine/trace.h"

#include <filesystem>

namespace vitrine::app {

/// A finding with the axes that it speaks about; tables and scores name their tensor in the file of
/// writeFinding.
[[nodiscard]] Json findingJson(const engine::Finding& finding, const engine::Trace& trace);

/// Writes finding.safetensors (`scores.<axis>.<name>` [T], `tables.<name>` [rows, columns], fp32)
/// and `json` as finding.json into a folder, which is made.
[[nodiscard]] Outcome<Done> writeFinding(const std::filesystem::path& folder,
                                         const engine::Finding& finding, const engine::Trace& trace,
                                         const Json& json);

} // namespace vitrine::app
