#pragma once

#include "core/neural/blocks/relativebias.h"
#include "core/neural/models/network.h"
#include "core/neural/models/seq2seq/embedding.h"

#include <memory>
#include <optional>
#include <vector>

namespace vitrine::neural {

/// One of the two stacks.
struct Stream {
    SequenceEmbedding embedding;
    std::vector<Block> layers;
    std::optional<Norm> norm;         ///< after the stack
    std::optional<RelativeBias> bias; ///< of its self-attention
    std::int64_t heads = 0;
};

/// What an encoder–decoder is made of; the families differ in these parts alone.
struct EncoderDecoderParts {
    engine::ModelCard card; ///< family, sizes, tasks; layers and heads are the encoder's
    Stream encoder;
    Stream decoder;
    std::int64_t headWidth = 0;
    double attentionScale = 1; ///< s in softmax(s·QKᵀ + b)
    at::Tensor outputTable;    ///< [V, D]
    at::Tensor outputBias;     ///< [V] or undefined
    double outputScale = 1;    ///< of the states before the table
    SequenceIds ids;
};

/// A network that reads one sequence and writes another (Vaswani et al. 2017, section 3.1).
[[nodiscard]] std::unique_ptr<Network> encoderDecoder(EncoderDecoderParts parts);

} // namespace vitrine::neural
