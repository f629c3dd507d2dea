#pragma once

#include "core/neural/blocks/linear.h"
#include "core/neural/blocks/mlp.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/models/encoder/config.h"
#include "core/neural/models/network.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::neural {

/// The masked-word head: dense, activation, norm, then the word table and a bias of its own.
struct MaskedWordHead {
    Linear dense;
    Activation activation;
    Norm norm;
    at::Tensor table; ///< [V, E]: the embedding's
    at::Tensor bias;  ///< [V]

    /// [B, T, D] → [B, T, V]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& hidden) const;
};

/// Where a family keeps the parts of its masked-word head.
struct MaskedWordNames {
    std::string_view dense;
    std::string_view norm;
    std::string_view table; ///< used where the configuration unties it
    std::string_view bias;
};

/// The head as `names` spell it, with `words` as its table where the two are tied; nothing where
/// the checkpoint has none.
[[nodiscard]] std::optional<MaskedWordHead>
presentMaskedWordHead(const Scope& scope, const EncoderConfig& config, const MaskedWordNames& names,
                      Activation activation, const at::Tensor& words);

/// Two linear layers with an activation between: RoBERTa's and ELECTRA's classification heads,
/// ELECTRA's discriminator.
struct TwoLayerHead {
    Linear dense;
    Activation activation;
    Linear out;

    /// [..., D] → [..., classes]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const {
        return out(activate(activation, dense(x)));
    }
};

/// The heads that a checkpoint carries; what is not there stays empty. A family fills in those
/// whose tensors it finds.
struct EncoderHeads {
    std::optional<Linear> pooler;                ///< of the first token, then tanh
    std::optional<MaskedWordHead> maskedWord;    ///< "fill-mask"
    std::optional<TwoLayerHead> replaced;        ///< "replaced": one logit for each token
    std::optional<Linear> nextSentence;          ///< "next-sentence", of the pooled state
    std::optional<Linear> sentenceOrder;         ///< "sentence-order", of the pooled state
    std::optional<Linear> pooledClassifier;      ///< "classify", of the pooled state
    std::optional<TwoLayerHead> firstClassifier; ///< "classify", of the first token
    std::optional<Linear> tagger;                ///< "tag": for each token
    std::optional<Linear> span;                  ///< "span": start and end

    /// The checkpoint's own task first; "embed" is always the last.
    [[nodiscard]] std::vector<std::string> tasks() const;

    /// The head of a task that speaks for one position; empty for others.
    [[nodiscard]] std::optional<Readout> readout(const std::string& task) const;

    /// Fills embedding, logits and the tower's pooled state from the last output [B, T, D] of the one
    /// tower. `mask` [B, T] may be undefined.
    void answer(const at::Tensor& mask, const StackRequest& request, ForwardResult& result) const;
};

/// Two layers D → D → `classes` where the checkpoint has the first one's weight.
[[nodiscard]] std::optional<TwoLayerHead>
presentTwoLayerHead(const Scope& scope, std::string_view dense, std::string_view out,
                    std::int64_t width, std::int64_t classes, Activation activation);

} // namespace vitrine::neural
