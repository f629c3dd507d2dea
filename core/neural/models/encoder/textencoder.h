#pragma once

#include "core/neural/models/encoder/embedding.h"
#include "core/neural/models/encoder/heads.h"
#include "core/neural/models/layer.h"

#include <memory>
#include <string>

namespace vitrine::neural {

/// What an encoder of texts is made of; the families differ in these parts alone.
struct EncoderParts {
    std::string family; ///< model_type
    EncoderConfig config;
    TextEmbedding embedding;
    std::vector<Block> layers;
    EncoderHeads heads;
    std::int64_t longest = 0; ///< tokens of a text at most
};

/// Post-norm layers `scope / 0` … `scope / (n − 1)`; the default names are BERT's.
[[nodiscard]] std::vector<Block> encoderLayers(const Scope& scope, const EncoderConfig& config,
                                               const LayerNames& names = {});

/// A network that sees all of a text at once, both directions (Devlin et al. 2018).
[[nodiscard]] std::unique_ptr<Network> textEncoder(EncoderParts parts);

} // namespace vitrine::neural
