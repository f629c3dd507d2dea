#pragma once

#include "core/base/outcome.h"
#include "core/base/safetensors.h"
#include "core/base/tick.h"
#include "core/run/checkpoint/manifest.h"
#include "core/run/directory/rundirectory.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace vitrine::neural {

struct ExportRequest {
    std::filesystem::path folder;     ///< to be made; may be there if it is empty
    std::optional<std::int64_t> step; ///< the newest sound checkpoint if not given
    Dtype dtype = Dtype::F32;         ///< of the weights: F32, F16 or BF16
};

/// Writes a checkpoint of a run as a folder that opens anywhere (training.md 15): weights under
/// Hugging Face's names, config.json and the preparation or tokenizer as they were, and beside them
/// recipe.json, data.json, metrics.json and README.md. The folder appears whole or not at all.
/// Answers the manifest of the checkpoint.
[[nodiscard]] Outcome<run::Manifest> exportModel(const run::RunDirectory& directory,
                                                 const ExportRequest& request, const Tick& tick);

} // namespace vitrine::neural
