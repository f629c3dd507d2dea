#pragma once

#include "core/neural/models/config.h"
#include "core/neural/models/network.h"

#include <cstdint>
#include <string>

namespace vitrine::neural {

/// config.json of a T5, with Hugging Face's defaults.
struct T5Config {
    std::int64_t vocabulary = 32128;
    std::int64_t width = 512;    ///< d_model
    std::int64_t headWidth = 64; ///< d_kv; heads · d_kv need not be d_model
    std::int64_t inner = 2048;   ///< d_ff
    std::int64_t layers = 6;     ///< of the encoder
    std::int64_t decoderLayers = 6;
    std::int64_t heads = 8;
    std::int64_t buckets = 32;
    std::int64_t farthest = 128;
    double epsilon = 1e-6;
    Activation activation = Activation::Relu;
    bool gated = false;
    bool scaledOutput = true; ///< states · d_model^−½ before the tied table
    SequenceIds ids;
    std::string architecture;
};

/// Fills what the configuration gives; faults stay with the reader.
[[nodiscard]] T5Config readT5Config(ConfigReader& read);

} // namespace vitrine::neural
