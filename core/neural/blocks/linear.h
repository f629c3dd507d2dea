#pragma once

#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace vitrine::neural {

/// How a weight lies in its file.
enum class WeightLayout {
    OutIn, ///< [out, in], y = x·Wᵀ + b: nearly everyone
    InOut  ///< [in, out], y = x·W + b: GPT-2's Conv1D
};

struct LinearOptions {
    std::int64_t in = 0;
    std::int64_t out = 0;
    bool bias = true;
    WeightLayout layout = WeightLayout::OutIn;
    Init init = Init::Normal; ///< of the weight
};

/// y = x·W + b over the last dimension.
class Linear {
public:
    Linear(const Scope& scope, const LinearOptions& options);

    /// From tensors whose names do not end in weight and bias; `bias` may be undefined.
    Linear(at::Tensor weight, at::Tensor bias, WeightLayout layout = WeightLayout::OutIn);

    /// Columns [begin, begin + count) of the output as a layer of its own that shares the weights:
    /// how a fused query-key-value projection is taken apart without a copy.
    [[nodiscard]] Linear outputs(std::int64_t begin, std::int64_t count) const;

    /// [..., in] → [..., out]
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;

    /// W as [in, out], and b [out] or undefined: for what takes an output apart into its parts.
    [[nodiscard]] at::Tensor matrix() const;
    [[nodiscard]] const at::Tensor& bias() const { return bias_; }

private:
    at::Tensor weight_;
    at::Tensor bias_; ///< undefined without bias
    WeightLayout layout_;
};

/// The layer where the source has its weight; nothing where it has not.
[[nodiscard]] std::optional<Linear> presentLinear(const Scope& scope, const LinearOptions& options);

} // namespace vitrine::neural
