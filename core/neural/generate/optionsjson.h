#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/engine/generation.h"

#include <string>

namespace vitrine::neural {

/// Reads options under transformers' names (`max_new_tokens`, `num_beams`, `do_sample`, …). Unknown
/// names and values of a wrong type are Problems; absent ones keep their defaults.
[[nodiscard]] Outcome<engine::GenerationOptions> generationOptionsFrom(const Json& json,
                                                                       const std::string& where);

} // namespace vitrine::neural
