#pragma once

#include "core/engine/generation.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>

namespace vitrine::neural {

/// What a text in writing consists of so far.
struct WrittenSoFar {
    std::span<const std::int64_t> ids; ///< prompt included
    std::int64_t written = 0;          ///< of them, after the prompt
    std::int64_t room = 0;             ///< how many may be written in all
};

/// Ids that a model must write at the first or the last place.
struct ForcedIds {
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
};

/// Scores [V] as the rules leave them: repetition penalty (Keskar et al. 2019, section 4.1),
/// n-grams that must not come again, forced ids. Changes `scores` in place.
void applyRules(at::Tensor scores, const WrittenSoFar& text,
                const engine::GenerationOptions& options, const ForcedIds& forced);

/// Logits [V] as sampling sees them: temperature, then the `topK` largest, then the nucleus of
/// probability `topP` (Holtzman et al. 2020); what falls out becomes −∞.
[[nodiscard]] at::Tensor warped(const at::Tensor& logits, const engine::GenerationOptions& options);

} // namespace vitrine::neural
