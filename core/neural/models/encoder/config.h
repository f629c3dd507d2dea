#pragma once

#include "core/neural/models/config.h"
#include "core/neural/models/layer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::neural {

/// What every encoder of texts says in its config.json. A family begins with its own defaults.
struct EncoderConfig {
    std::int64_t vocabulary = 30522;
    std::int64_t width = 768;        ///< D
    std::int64_t embeddingWidth = 0; ///< of the word table; 0 = the width
    std::int64_t layers = 12;
    std::int64_t heads = 12;
    std::int64_t inner = 3072;    ///< F
    std::int64_t positions = 512; ///< rows of the position table
    std::int64_t types = 2;       ///< rows of the type table; 0 = there is none
    double epsilon = 1e-12;
    Activation activation = Activation::GeluErf;
    std::string activationName = "gelu"; ///< as configurations spell the default
    bool tied = true;                    ///< the masked-word head multiplies with the word table
    std::string architecture;
    std::vector<std::string> labels; ///< of a classification head

    [[nodiscard]] std::int64_t tableWidth() const {
        return embeddingWidth > 0 ? embeddingWidth : width;
    }

    [[nodiscard]] LayerSizes layerSizes() const {
        return {.width = width,
                .heads = heads,
                .inner = inner,
                .epsilon = epsilon,
                .activation = activation};
    }
};

/// How a family spells the keys.
struct EncoderKeys {
    std::string_view width = "hidden_size";
    std::string_view layers = "num_hidden_layers";
    std::string_view heads = "num_attention_heads";
    std::string_view inner = "intermediate_size";
    std::string_view activation = "hidden_act";
};

/// Fills what the configuration gives; faults stay with the reader.
[[nodiscard]] EncoderConfig readEncoderConfig(ConfigReader& read, EncoderConfig defaults,
                                              const EncoderKeys& keys = {});

} // namespace vitrine::neural
