#pragma once

#include "core/neural/blocks/linear.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/models/bert/config.h"
#include "core/neural/models/network.h"

#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// The masked-word head: dense, activation, norm, then the word table and a bias of its own.
class MaskedWordHead {
public:
    MaskedWordHead(const Scope& scope, const BertConfig& config, at::Tensor wordTable);

    /// [B, T, D] → [B, T, V]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& hidden) const;

private:
    Linear dense_;
    LayerNorm norm_;
    Activation activation_;
    at::Tensor table_;
    at::Tensor bias_;
};

/// The heads that a BERT checkpoint carries, found by their tensors.
class BertHeads {
public:
    BertHeads(const Scope& scope, const BertConfig& config, const at::Tensor& wordTable);

    /// The checkpoint's own task first ("embed" where it has no head).
    [[nodiscard]] std::vector<std::string> tasks() const;

    /// Fills pooled, embedding and logits from the stack's last output. `mask` [B, T] may be
    /// undefined.
    void answer(const at::Tensor& mask, ForwardResult& result) const;

private:
    std::optional<Linear> pooler_;
    std::optional<MaskedWordHead> maskedWord_;
    std::optional<Linear> nextSentence_;
    std::optional<Linear> classifier_;
    std::optional<Linear> span_;
    bool tagger_ = false; ///< the classifier speaks for each token
};

} // namespace vitrine::neural
