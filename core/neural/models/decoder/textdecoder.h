#pragma once

#include "core/neural/blocks/embedding.h"
#include "core/neural/blocks/norm.h"
#include "core/neural/models/decoder/config.h"
#include "core/neural/models/decoder/layer.h"
#include "core/neural/models/network.h"

#include <memory>
#include <optional>
#include <string>

namespace vitrine::neural {

/// What a decoder of texts is made of; GPT and GPT-2 differ in these parts alone.
struct DecoderParts {
    std::string family; ///< model_type
    DecoderConfig config;
    EmbeddingTable words;
    EmbeddingTable positions;
    std::vector<Block> layers;
    std::optional<Norm> norm;    ///< after the stack
    std::optional<Linear> score; ///< of a classifier; without it the model generates
};

/// A network in which a token sees itself and earlier ones (Radford et al. 2018). Its output
/// multiplies with the word table.
[[nodiscard]] std::unique_ptr<Network> textDecoder(DecoderParts parts);

} // namespace vitrine::neural
