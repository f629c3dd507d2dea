#pragma once

#include "core/neural/models/network.h"
#include "core/neural/trace/tracing.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <string>

namespace vitrine::tests {

enum class Precision { Single, Double };

/// A random model of two or three layers with weights large enough that its attention is not even,
/// and an input for it. Kinds: "bert", "gpt2", "vit", "deit", "t5", "bart", "transformer",
/// "timesformer", "timesformer-joint", "timesformer-frames"; heads: classification where the family
/// has it, and "gpt2-lm" and "bert-lm" speak for each token.
struct TinyModel {
    std::unique_ptr<neural::Network> network;
    neural::TraceInput input;

    /// What the network says of the input.
    [[nodiscard]] neural::ForwardResult said() const;

    /// The target that is asked where none is told.
    [[nodiscard]] engine::Target target() const;
};

[[nodiscard]] TinyModel tinyModel(const std::string& kind, std::uint64_t seed,
                                  Precision precision = Precision::Single);

} // namespace vitrine::tests
