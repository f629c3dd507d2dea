#pragma once

#include "core/engine/candidate.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vitrine::engine {

/// When a beam search ends (transformers' early_stopping).
enum class EarlyStopping {
    Estimate, ///< false: when the best running beam, as it is now, cannot beat the worst finished
    First,    ///< true: as soon as there are as many finished texts as beams
    Never     ///< "never": when no running beam could win at any length
};

/// How a text is written. Names, defaults and order of application are those of transformers'
/// GenerationConfig.
struct GenerationOptions {
    std::int64_t maxNewTokens = 64;
    int beams = 1;
    bool sample = false;          ///< draw from the distribution; else the most probable
    double temperature = 1;       ///< > 0; divides the logits; these three for sampling only
    std::int64_t topK = 50;       ///< only so many most probable tokens; 0 = all
    double topP = 1;              ///< only the fewest tokens whose probabilities reach it, 0 … 1
    double repetitionPenalty = 1; ///< > 0; above 1 makes tokens of the text less likely (CTRL)
    std::int64_t noRepeatNgram = 0; ///< no stretch of so many tokens twice; 0 = no rule
    double lengthPenalty = 1;       ///< beams: log-probability ÷ length to this power
    EarlyStopping earlyStopping = EarlyStopping::Estimate;
    std::vector<std::string> stopStrings; ///< the text ends once it contains one of them
    std::uint64_t seed = 0;               ///< of sampling
};

/// One written token.
struct WrittenToken {
    std::int64_t id = 0;
    std::string piece;     ///< as the vocabulary spells it
    float probability = 0; ///< under the model, before any option changed it
    std::vector<Candidate> candidates; ///< the most probable, best first; empty for beams

    bool operator==(const WrittenToken&) const = default;
};

/// What a model wrote.
struct Generation {
    std::vector<std::int64_t> prompt; ///< ids it went on from: the text's, or the start token
    std::vector<WrittenToken> tokens; ///< without the prompt; the end token included if it came
    std::string text;                 ///< of the tokens, special ones left out
    bool ended = false; ///< by its own end token or a stop string, not for lack of room
    double score = 0;   ///< sum of log-probabilities after the options; for beams ÷ length^penalty
    double milliseconds = 0;
};

/// Told each token as it is written (not while beams compete); false ends the text there.
using OnToken = std::function<bool(const WrittenToken&)>;

/// A possible answer and how probable the model finds it.
struct RankedAnswer {
    std::string text;
    double logProbability = 0; ///< Σ log p(token | what comes before)
    std::int64_t tokens = 0;
};

} // namespace vitrine::engine
