#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/generation.h"
#include "core/neural/generate/processors.h"
#include "core/neural/models/network.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace vitrine::neural {

/// What a text is written with beside the options.
struct WritingRequest {
    std::vector<std::int64_t> prompt; ///< at least one id
    std::optional<std::int64_t> end;  ///< ends a text
    ForcedIds forced;
    std::int64_t room = 0; ///< how many tokens may be written
    /// Whether what was written (prompt left out) ends by itself: stop strings; may be empty.
    std::function<bool(std::span<const std::int64_t>)> stops;
    /// Told each token with its probability; false ends the text. Not while beams compete.
    std::function<bool(std::int64_t id, float probability)> onToken;
};

struct Writing {
    std::vector<std::int64_t> ids;    ///< without the prompt; the end id included if it came
    std::vector<float> probabilities; ///< of each under the model
    bool ended = false;
    double score = 0; ///< sum of log-probabilities after the options; for beams ÷ length^penalty
};

/// One token after the other: the most probable, or drawn with the options' seed.
[[nodiscard]] Outcome<Writing> writeOn(Decoding& decoding, const WritingRequest& request,
                                       const engine::GenerationOptions& options, const Tick& tick);

/// Beam search with the scoring of transformers: length penalty, finished texts kept apart, early
/// stopping. Needs options.beams > 1.
[[nodiscard]] Outcome<Writing> searchBeams(Decoding& decoding, const WritingRequest& request,
                                           const engine::GenerationOptions& options,
                                           const Tick& tick);

/// What a network writes with: its own end, its forced ids.
[[nodiscard]] WritingRequest requestFor(const Network& network, std::vector<std::int64_t> prompt,
                                        std::int64_t room);

/// With beams or without, as the options say.
[[nodiscard]] Outcome<Writing> writeText(Decoding& decoding, const WritingRequest& request,
                                         const engine::GenerationOptions& options,
                                         const Tick& tick);

/// int64 [1, n]
[[nodiscard]] at::Tensor idRow(std::span<const std::int64_t> ids);

} // namespace vitrine::neural
