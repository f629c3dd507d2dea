#pragma once

#include "core/neural/blocks/embedding.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/blocks/walk.h"

#include <cstdint>
#include <optional>

namespace vitrine::neural {

/// How the ids of an encoder or decoder become its first states: words · scale + positions, then a
/// norm; each where the family has it.
struct SequenceEmbedding {
    EmbeddingTable words;
    double scale = 1;
    std::optional<EmbeddingTable> learned; ///< positions
    std::int64_t offset = 0;               ///< row of the first learned position: BART's 2
    bool sinusoid = false;                 ///< computed positions
    std::optional<Norm> norm;

    /// ids [B, T] that follow `before` others → [B, T, D]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& ids, std::int64_t before = 0) const;

    /// The same with every state between.
    [[nodiscard]] WalkTensors walk(const at::Tensor& ids, std::int64_t before = 0) const;
};

} // namespace vitrine::neural
