#pragma once

#include "core/base/outcome.h"
#include "core/base/safetensors.h"
#include "core/base/tick.h"

#include <filesystem>

namespace vitrine::neural {

/// Writes the model of a folder into another that transformers and Vitrine open alike: the weights
/// that its network uses, under Hugging Face's names, as F32, F16 or BF16, with the folder's other
/// small files (config.json, the tokenizer's, the preparation). The new folder appears whole or not
/// at all.
[[nodiscard]] Outcome<Done> saveModel(const std::filesystem::path& from,
                                      const std::filesystem::path& to, Dtype dtype,
                                      const Tick& tick);

} // namespace vitrine::neural
