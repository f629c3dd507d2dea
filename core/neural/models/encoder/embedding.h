#pragma once

#include "core/neural/blocks/embedding.h"
#include "core/neural/blocks/linear.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/blocks/walk.h"
#include "core/neural/models/encoder/config.h"
#include "core/neural/models/network.h"

#include <optional>

namespace vitrine::neural {

/// Words, positions and, where the family has them, token types, added up and normalised (Devlin et
/// al. 2018, section 3.2); then widened where the table is narrower than the model (ALBERT,
/// ELECTRA).
class TextEmbedding {
public:
    /// `padId`: positions count from behind it and skip it, as RoBERTa has them; without it from 0.
    TextEmbedding(const Scope& scope, const EncoderConfig& config,
                  std::optional<std::int64_t> padId = std::nullopt);

    /// A linear layer from the table's width to the model's.
    void widenBy(Linear layer) { widen_ = std::move(layer); }

    /// ids [B, T] that follow `before` others → [B, T, D]
    [[nodiscard]] at::Tensor operator()(const Batch& batch, std::int64_t before = 0) const;

    /// The same with every state between.
    [[nodiscard]] WalkTensors walk(const Batch& batch) const;

    [[nodiscard]] const at::Tensor& wordTable() const { return words_.weight(); }

private:
    struct Parts {
        at::Tensor words;
        at::Tensor positions;
        at::Tensor types; ///< undefined without a table
        at::Tensor sum;
    };

    [[nodiscard]] Parts parts(const Batch& batch, std::int64_t before = 0) const;
    [[nodiscard]] at::Tensor placesOf(const at::Tensor& ids) const;

    EmbeddingTable words_;
    EmbeddingTable positions_;
    std::optional<EmbeddingTable> types_;
    Norm norm_;
    std::optional<Linear> widen_;
    std::optional<std::int64_t> padId_;
};

} // namespace vitrine::neural
