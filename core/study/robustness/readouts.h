#pragma once

#include "core/base/grid.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/trace.h"
#include "core/study/robustness/wordpairing.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// The first answer of a trace that has candidates: for the whole Sample, else for its first position.
struct Answer {
    std::string label;
    double probability = 0;
    double margin = 0; ///< over the second candidate
};

[[nodiscard]] std::optional<Answer> answerOf(const engine::Trace& trace);

/// What became of the answer (robustness, 9.2).
struct PredictionChange {
    Answer clean;
    Answer perturbed;
    bool flip = false;
    double probability = 0; ///< of the clean answer, in the perturbed trace
    double drop = 0;        ///< clean probability − that
    double relative = 0;    ///< drop ÷ clean probability
    std::optional<double> divergence; ///< KL(clean ‖ perturbed) in nats, where both list all labels
};

/// None where one of the traces has no answer.
[[nodiscard]] std::optional<PredictionChange> predictionChange(const engine::Trace& clean,
                                                               const engine::Trace& perturbed);

/// How the pieces of the attacked words changed: means over those words.
struct SplitChange {
    std::size_t words = 0;
    double changed = 0;  ///< share with another sequence of pieces
    double disjoint = 0; ///< share without a common piece
    double jaccard = 0;  ///< common pieces ÷ all pieces
    double pieces = 0;   ///< pieces more than before
    double boundaries = 0; ///< F1 of the borders between pieces, moved through the script
};

/// None where no word with tokens was attacked.
[[nodiscard]] std::optional<SplitChange> splitChange(const WordPairing& pairing, const Axis& clean,
                                                     const Axis& perturbed,
                                                     const perturb::TextScript& script);

/// How far every head moved: mean Jensen–Shannon divergence ÷ ln 2 of the rows of matched groups,
/// summed over keys, averaged over queries and brought back to sum 1 over matched groups.
struct AttentionShift {
    Grid shifts; ///< [sites × most heads]: 0 … 1; NaN where there is no head
    std::vector<std::string> sites;
    double mean = 0;      ///< over all heads; NaN where no row can be compared
    double unmatched = 0; ///< share of the attention on groups without a partner, of both sides
};

/// Of the self-attention sites over the axes that were paired. Progress counts heads. A Problem where
/// the traces have no such site in common.
[[nodiscard]] Outcome<AttentionShift> attentionShift(const engine::Trace& clean,
                                                     const engine::Trace& perturbed, int axis,
                                                     const WordPairing& pairing, const Tick& tick);

/// How far the sentence embedding moved.
struct EmbeddingShift {
    double cosine = 0;   ///< 1 − cos
    double relative = 0; ///< ‖Δ‖ ÷ ‖clean‖
};

/// None where a trace has no embedding.
[[nodiscard]] std::optional<EmbeddingShift> embeddingShift(const engine::Trace& clean,
                                                           const engine::Trace& perturbed);

/// CharBERT's sensitivity S (Ma et al. 2020): the mean over words of 1 − cos of their last hidden
/// states, a word being the mean of its tokens. Neither good nor bad by itself. NaN for no words.
struct Sensitivity {
    double all = 0;
    double attacked = 0;
    double context = 0;
};

/// A Problem where the traces were made without hidden states.
[[nodiscard]] Outcome<Sensitivity> sensitivity(const engine::Trace& clean,
                                               const engine::Trace& perturbed, int axis,
                                               const WordPairing& pairing);

} // namespace vitrine::study
