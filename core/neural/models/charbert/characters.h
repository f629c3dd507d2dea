#pragma once

#include "core/neural/blocks/embedding.h"
#include "core/neural/models/network.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace vitrine::neural {

/// Tokens seen as their letters (CharBERT, Ma et al. 2020, section 3.1): a table of characters and
/// one bidirectional GRU over the whole text; a token is its state at its first character beside
/// the one at its last.
class CharacterEmbedding {
public:
    /// `vocabulary` rows of `embedding`; the states of both directions together make half of
    /// `width`.
    CharacterEmbedding(const Scope& scope, std::int64_t vocabulary, std::int64_t embedding,
                       std::int64_t width);

    /// Characters that the table knows.
    [[nodiscard]] std::int64_t rows() const { return rows_; }

    /// batch.characters [B, C] with starts and ends [B, T] → [B, T, D]
    [[nodiscard]] at::Tensor operator()(const CharacterIds& batch) const;

private:
    EmbeddingTable table_;
    std::int64_t rows_;
    std::vector<at::Tensor> gru_; ///< as at::gru wants them: forward, then reverse
    std::int64_t hidden_;         ///< of one direction
};

} // namespace vitrine::neural
