#pragma once

#include "core/neural/blocks/block.h"
#include "core/neural/models/charbert/characters.h"
#include "core/neural/models/charbert/heads.h"
#include "core/neural/models/charbert/interaction.h"
#include "core/neural/models/encoder/embedding.h"

#include <memory>
#include <vector>

namespace vitrine::neural {

/// What an encoder of tokens and their letters is made of.
struct TwoChannelParts {
    EncoderConfig config;
    TextEmbedding tokens;
    CharacterEmbedding characters;
    std::vector<Block> layers; ///< each serves both channels
    Interaction interaction;
    CharacterHeads heads;
    std::int64_t longest = 0; ///< tokens of a text at most
};

/// A network with two channels over one axis of tokens: towers "text" and "characters", whose
/// attention comes from the same weights.
[[nodiscard]] std::unique_ptr<Network> twoChannelEncoder(TwoChannelParts parts);

} // namespace vitrine::neural
