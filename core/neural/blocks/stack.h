#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/neural/blocks/block.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace vitrine::neural {

/// What a pass through a stack is asked to keep.
struct StackRequest {
    bool hidden = false;         ///< every layer's input and the last output
    CaptureSink* sink = nullptr; ///< sees every layer and may change it
    Tick tick;                   ///< progress counts layers; cancels between and within them
    /// Places whose scores over the vocabulary are asked for, in this order; nothing = all. They are
    /// the dearest part of a small model, and seldom all looked at.
    std::optional<std::vector<std::int64_t>> words;
};

/// The rows of states [B, T, D] whose words are asked for: [B, n, D].
[[nodiscard]] at::Tensor wordRows(const at::Tensor& states, const StackRequest& request);

struct StackResult {
    at::Tensor last;                ///< [B, T, D], the output of the last layer
    std::vector<at::Tensor> hidden; ///< n + 1 tensors [B, T, D] if asked for
};

/// What layer number `layer` does to the states, in two steps: between them a cancel is heard.
struct LayerSteps {
    using Step = std::function<at::Tensor(std::size_t layer, const at::Tensor& x)>;

    Step attend;
    Step transform;
};

/// Runs x through so many layers.
[[nodiscard]] Outcome<StackResult> runLayers(std::size_t layers, const at::Tensor& x,
                                             const StackRequest& request, const LayerSteps& steps);

/// Runs x [B, T, D] through the layers; those of a decoder look at the memory too.
[[nodiscard]] Outcome<StackResult> runStack(const std::vector<Block>& layers, const at::Tensor& x,
                                            const AttentionMask& mask, const StackRequest& request,
                                            const Memory& memory = {});

/// Runs x through the layers before `layer` and takes that one apart.
[[nodiscard]] Outcome<WalkTensors> walkStack(const std::vector<Block>& layers, int layer,
                                             const at::Tensor& x, const AttentionMask& mask,
                                             const Tick& tick, const Memory& memory = {});

} // namespace vitrine::neural
