#pragma once

#include "core/neural/blocks/mlp.h"
#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace vitrine::neural {

/// What keeps the variance of an activation of N(0, 1) at 1 (Brock, De, Smith 2021, section 4.3);
/// nothing for activations without a published number.
[[nodiscard]] std::optional<double> varianceGain(Activation activation);

struct ScaledConvolutionOptions {
    std::int64_t in = 0; ///< channels
    std::int64_t out = 0;
    std::int64_t kernel = 1; ///< pixels a side, odd
    std::int64_t stride = 1; ///< padded so that stride 1 keeps the size
    double gamma = 1;        ///< of the activation before it: varianceGain
    double epsilon = 1e-5;
    Init gain = Init::Ones; ///< zeros where a fresh block is to be its shortcut
};

/// A convolution whose filters are standardised: Ŵ = gain · γ / √fan-in · (W − mean) / √(var + ε),
/// mean and population variance over one filter (Brock, De, Smith 2021, section 4.3).
class ScaledConvolution {
public:
    ScaledConvolution(const Scope& scope, const ScaledConvolutionOptions& options);

    /// [B, in, H, W] → [B, out, ⌈H / stride⌉, ⌈W / stride⌉]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;

    /// Ŵ [out, in, kernel, kernel]
    [[nodiscard]] at::Tensor standardised() const;

private:
    at::Tensor weight_; ///< [out, in, kernel, kernel]
    at::Tensor bias_;   ///< [out]
    at::Tensor gain_;   ///< [out, 1, 1, 1]
    double scale_;      ///< γ / √fan-in
    double epsilon_;
    std::int64_t stride_;
    std::int64_t padding_;
};

} // namespace vitrine::neural
