#pragma once

#include "core/analysis/bootstrap.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/data/fewshot/binding.h"
#include "core/engine/model.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::study {

/// How long an answer may become; a caption is a sentence, an answer a word or two.
inline constexpr std::int64_t kMostAnswerTokens = 16;
inline constexpr std::int64_t kMostCaptionTokens = 48;

/// What the model writes greedily after a picture alone.
[[nodiscard]] Outcome<engine::Generation>
captionOf(engine::Model& model, std::shared_ptr<const Image> picture, const Tick& tick);

/// What a model answers to a few-shot prompt.
struct AnswerReadout {
    engine::Generation written; ///< greedily
    std::string answer;         ///< of it, up to its first full stop or line, as data::plainAnswer
    double score = 0;           ///< VQAv2's, where people's answers are given
};

/// Reads the answer out and compares it with what people say (may be empty).
[[nodiscard]] Outcome<AnswerReadout> answerOf(engine::Model& model,
                                              const data::FewShotPrompt& prompt,
                                              const std::vector<std::string>& people,
                                              const Tick& tick);

/// Whether a model took a new word from its prompt.
struct BindingReadout {
    engine::Generation written;
    bool right = false; ///< exactly the word, and then the end: as the paper counts
    std::vector<engine::RankedAnswer> words; ///< of the ways, most probable first
    bool prefers = false;                    ///< the right word is the first of them
};

[[nodiscard]] Outcome<BindingReadout>
readBinding(engine::Model& model, const data::BindingEpisode& episode, const Tick& tick);

/// Episodes 0 … count − 1 of a seed.
struct BindingRun {
    std::uint64_t seed = 0;
    std::uint32_t episodes = 100;
};

struct BindingScore {
    analysis::Band right;   ///< share of exact answers
    analysis::Band prefers; ///< share of episodes whose word is the most probable of the ways
    double chance = 0;      ///< 1 / ways
};

/// Progress counts episodes.
[[nodiscard]] Outcome<BindingScore> scoreBinding(engine::Model& model,
                                                 const std::vector<data::PictureClass>& classes,
                                                 const data::BindingOptions& options,
                                                 const BindingRun& run, const Tick& tick);

} // namespace vitrine::study
