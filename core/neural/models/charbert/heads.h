#pragma once

#include "core/neural/models/charbert/interaction.h"
#include "core/neural/models/encoder/heads.h"
#include "core/neural/models/network.h"

#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// The original word behind a noisy one, read off the character channel: dense, activation, norm,
/// then a table of whole words of its own (CharBERT, Ma et al. 2020, section 3.3).
struct NoisyWordHead {
    Linear dense;
    Activation activation;
    Norm norm;
    Linear words;

    /// [B, T, D] → [B, T, words]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& characters) const {
        return words(norm(activate(activation, dense(characters))));
    }
};

/// The heads that a checkpoint carries. Those of tasks read both channels side by side, [B, T, 2D].
struct CharacterHeads {
    std::optional<MaskedWordHead> maskedWord; ///< "fill-mask", of the token channel
    std::optional<NoisyWordHead> noisyWord;   ///< "noisy-word", of the character channel
    std::optional<Linear> classifier;         ///< "classify", of the mean over all positions
    std::optional<Linear> tagger;             ///< "tag"
    std::optional<Linear> span;               ///< "span"

    [[nodiscard]] std::vector<std::string> tasks() const;

    /// Fills embedding and logits. `mask` [B, T] may be undefined; the classifier's mean counts
    /// padding as the released code does.
    void answer(const Channels& channels, const at::Tensor& mask, const StackRequest& request, ForwardResult& result) const;
};

} // namespace vitrine::neural
