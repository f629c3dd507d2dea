#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/generation.h"
#include "core/engine/model.h"
#include "core/neural/models/network.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

/// A network about to write.
struct GenerationInput {
    const Network& network;
    const engine::ModelCard& card;
    const text::Tokenizer& tokenizer;
    Batch batch;                      ///< what an encoder reads first; empty without one
    std::vector<std::int64_t> prompt; ///< what the decoder goes on from
};

/// Greedy, sampled or beam search, by the options. Options out of range, and a prompt that leaves
/// no room, are Problems.
[[nodiscard]] Outcome<engine::Generation> generateText(const GenerationInput& input,
                                                       const engine::GenerationOptions& options,
                                                       const engine::OnToken& onToken,
                                                       const Tick& tick);

/// The answers by their log-probability after the prompt, most probable first. The prompt is read
/// once.
[[nodiscard]] Outcome<std::vector<engine::RankedAnswer>>
rankAnswers(const GenerationInput& input, const std::vector<std::string>& answers,
            const Tick& tick);

} // namespace vitrine::neural
