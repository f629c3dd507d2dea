#pragma once

#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

enum class NormKind {
    Layer,         ///< (x − mean) / √(variance + ε) · w + b (Ba, Kiros, Hinton 2016)
    RootMeanSquare ///< x / √(mean of squares + ε) · w (Zhang, Sennrich 2019): T5
};

/// Normalisation over the last dimension.
class Norm {
public:
    Norm(const Scope& scope, std::int64_t width, double epsilon, NormKind kind = NormKind::Layer);

    /// [..., width] → the same shape
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;

    /// What a part of x becomes while the mean and the scale stay those of x: parts that add up to x
    /// become parts that add up to this norm of it, less shift(). Shapes as of x.
    [[nodiscard]] at::Tensor ofPart(const at::Tensor& part, const at::Tensor& x) const;

    /// What is added after scaling [width]; undefined for the root mean square.
    [[nodiscard]] const at::Tensor& shift() const { return bias_; }

private:
    at::Tensor weight_;
    at::Tensor bias_; ///< undefined for the root mean square
    std::int64_t width_;
    double epsilon_;
    NormKind kind_;
};

} // namespace vitrine::neural
