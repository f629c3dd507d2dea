#pragma once

#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

/// Layer normalisation over the last dimension, with gain and bias (Ba, Kiros, Hinton 2016).
class LayerNorm {
public:
    LayerNorm(const Scope& scope, std::int64_t width, double epsilon);

    /// [..., width] → the same shape
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;

private:
    at::Tensor weight_;
    at::Tensor bias_;
    std::int64_t width_;
    double epsilon_;
};

} // namespace vitrine::neural
