#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/engine/model.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// Texts that stand for a label: how a model that only embeds is asked for an answer.
struct LabelPrototype {
    std::string label;
    std::vector<std::string> texts;

    bool operator==(const LabelPrototype&) const = default;
};

/// Labels to choose from: "sentiment" with "positive" and "negative".
struct LabelSet {
    std::string name;
    std::vector<LabelPrototype> labels;

    bool operator==(const LabelSet&) const = default;
};

/// The mean embedding of each label's texts, ℓ₂ norm 1.
struct PrototypeVectors {
    std::vector<std::string> labels;
    std::vector<std::vector<float>> means; ///< empty where the model gives no embedding
};

/// Runs on the engine thread. Progress counts texts.
[[nodiscard]] Outcome<PrototypeVectors> embedPrototypes(engine::Model& model, const LabelSet& set,
                                                        const Tick& tick);

enum class VerdictKind {
    None,      ///< the model gives neither classes nor an embedding
    Classes,   ///< a classification head: scores are probabilities
    Prototypes, ///< nearest label: scores are cosines, −1 … 1; they do not sum to 1
    Embedding  ///< an embedding alone: there is no answer that could flip
};

/// What a model says of a whole Sample.
struct Verdict {
    VerdictKind kind = VerdictKind::None;
    std::vector<std::string> labels;
    std::vector<double> scores;     ///< per label
    std::vector<float> embedding;   ///< empty where the model gives none
    std::optional<std::size_t> best; ///< the label with the highest score; the first of equals

    bool operator==(const Verdict&) const = default;
};

/// The classes of a classification head; else the cosines to the prototypes, where there are any;
/// else the embedding.
[[nodiscard]] Verdict verdictOf(const engine::Trace& trace, const PrototypeVectors& prototypes);

/// Cosine of two vectors of one length; nothing for empty ones, other lengths, or a zero vector.
[[nodiscard]] std::optional<double> cosine(const std::vector<float>& a,
                                           const std::vector<float>& b);

} // namespace vitrine::study
