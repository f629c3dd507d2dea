#pragma once

#include "core/neural/models/config.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::neural {

/// What GPT and GPT-2 say in their config.json, with GPT-2's defaults.
struct DecoderConfig {
    std::int64_t vocabulary = 50257;
    std::int64_t positions = 1024;
    std::int64_t width = 768;
    std::int64_t layers = 12;
    std::int64_t heads = 12;
    std::int64_t inner = 3072;
    double epsilon = 1e-5;
    Activation activation = Activation::GeluTanh;
    bool scaled = true;         ///< scores by 1/√d
    bool scaledByLayer = false; ///< and by 1/(layer + 1)
    std::optional<std::int64_t> pad;
    std::optional<std::int64_t> end; ///< what a text ends with
    std::string architecture;
    std::vector<std::string> labels; ///< of a classification head

    /// s in softmax(s·QKᵀ) of a layer, from 0.
    [[nodiscard]] double scaleOf(std::int64_t layer) const {
        const double scale = scaled ? 1 / std::sqrt(static_cast<double>(width / heads)) : 1;
        return scaledByLayer ? scale / static_cast<double>(layer + 1) : scale;
    }
};

/// Fills the keys that both have; the activation and GPT-2's own keys are the family's business.
[[nodiscard]] DecoderConfig readDecoderConfig(ConfigReader& read, DecoderConfig defaults);

} // namespace vitrine::neural
