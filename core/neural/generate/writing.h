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

/// A token with its probability under the model.
struct WrittenId {
    std::int64_t id = 0;
    float probability = 0;
    std::vector<engine::Candidate> candidates; ///< without labels
};

/// What a text is written with beside the options.
struct WritingRequest {
    std::vector<std::int64_t> prompt; ///< at least one id
    std::optional<std::int64_t> end;  ///< ends a text
    ForcedIds forced;
    std::int64_t room = 0; ///< how many tokens may be written
    /// Whether what was written (prompt left out) ends by itself: stop strings; may be empty.
    std::function<bool(std::span<const std::int64_t>)> stops;
    /// How many of the most probable tokens are kept of each step; not while beams compete.
    std::int64_t alternatives = 0;
    /// Told each token as it is written; false ends the text. Not while beams compete.
    std::function<bool(const WrittenId&)> onToken;
};

struct Writing {
    std::vector<std::int64_t> ids;    ///< without the prompt; the end id included if it came
    std::vector<float> probabilities; ///< of each under the model
    std::vector<std::vector<engine::Candidate>> candidates; ///< of each, where they were asked for
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
