#pragma once

#include "core/neural/blocks/linear.h"
#include "core/neural/blocks/norm.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace vitrine::neural {

/// The published description and the released code differ.
enum class InteractionForm {
    Paper,  ///< tanh after the convolution, then a linear layer with GELU for each channel
    Release ///< neither: what is fused goes into both channels as it is
};

struct InteractionOptions {
    InteractionForm form = InteractionForm::Release;
    std::int64_t width = 0;
    std::int64_t layers = 0; ///< how many aliases of the convolution a checkpoint may hold
    std::int64_t kernel = 3; ///< positions that the convolution sees
    double epsilon = 1e-12;
    bool masked = false; ///< padding enters the convolution as zeros; published weights go without
};

/// Both channels of a text, [B, T, D] each.
struct Channels {
    at::Tensor tokens;
    at::Tensor characters;
};

/// What tells token and character channel of each other after every layer, with the same weights
/// (CharBERT, Ma et al. 2020, section 3.2): linear layers, a convolution over positions of both
/// together, residuals with norms.
class Interaction {
public:
    Interaction(const Scope& scope, const InteractionOptions& options);

    /// `mask` int64 [B, T] may be undefined.
    [[nodiscard]] Channels operator()(const Channels& channels, const at::Tensor& mask) const;

private:
    [[nodiscard]] at::Tensor fused(const Channels& channels, const at::Tensor& mask) const;

    InteractionOptions options_;
    Linear wordLinear_;
    Linear characterLinear_;
    at::Tensor kernel_;                               ///< [D, 2D, k]
    at::Tensor kernelBias_;                           ///< [D]
    std::optional<std::pair<Linear, Linear>> divide_; ///< the paper's, for tokens and characters
    Norm wordNorm_;
    Norm characterNorm_;
};

} // namespace vitrine::neural
