#pragma once

#include "core/perturb/chain.h"
#include "core/study/robustness/readouts.h"
#include "core/study/robustness/splits.h"
#include "core/study/robustness/verdict.h"
#include "core/study/robustness/wordpairing.h"

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::widgets {

/// What the chain made of the Sample at one place of the dial.
struct PerturbedText {
    Sample clean;
    perturb::Chain chain;
    double severity = 0;
    std::uint64_t seed = 0;
    perturb::ChainResult result;
};

/// The three read-outs of one place of the dial. An immutable value: a view never shows one of them
/// beside another place's.
struct ReadOuts {
    std::shared_ptr<const PerturbedText> text;
    std::shared_ptr<const engine::Trace> cleanTrace;
    std::shared_ptr<const engine::Trace> trace;
    study::Verdict cleanVerdict;
    study::Verdict verdict;
    std::optional<double> cosine; ///< of the two embeddings
    study::WordSplits split;
    study::WordPairing pairing;   ///< of the tokens of both traces, by word
    std::optional<study::AttentionShift> shift; ///< none: no self-attention to be compared
    double milliseconds = 0; ///< from perturbing to the last read-out

    /// Whether the answer is another one than the clean text's.
    [[nodiscard]] bool flipped() const { return cleanVerdict.best != verdict.best; }
};

/// One head of both traces, gathered by words.
struct HeadMapPair {
    Grid a;          ///< clean [groups × groups]
    Grid b;          ///< perturbed
    Grid difference; ///< B − A in the words of A; NaN where query or key has no partner
    double shift = 0; ///< as in ReadOuts::shift
};

/// A head and how far it moved.
struct MovedHead {
    int layer = 0; ///< row of the shifts
    int head = 0;
    double shift = 0;
};

/// The head that moved most; none where nothing can be compared.
[[nodiscard]] std::optional<MovedHead> mostMoved(const ReadOuts& readOuts);

} // namespace vitrine::widgets
