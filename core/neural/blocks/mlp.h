#pragma once

#include "core/base/outcome.h"
#include "core/neural/blocks/linear.h"

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>

namespace vitrine::neural {

enum class Activation {
    Relu,
    Silu, ///< x·σ(x)
    Tanh,
    GeluErf,  ///< x·Φ(x) exactly (Hendrycks, Gimpel 2016)
    GeluTanh, ///< its tanh approximation, GPT-2's
    GeluQuick ///< x·σ(1.702·x), of the same paper: CLIP
};

/// The activation that a configuration names ("gelu", "gelu_new", "relu", …).
[[nodiscard]] Outcome<Activation> activationNamed(const std::string& name,
                                                  const std::string& where);

[[nodiscard]] at::Tensor activate(Activation activation, const at::Tensor& x);

/// Two linear layers with an activation between them: [..., D] → [..., D]. A gated one multiplies
/// the activated half with a second, linear half (Shazeer 2020): T5 v1.1.
class Mlp {
public:
    Mlp(Linear up, Linear down, Activation activation, std::optional<Linear> gated = std::nullopt);

    [[nodiscard]] at::Tensor operator()(const at::Tensor& x) const;

    /// The two halves of it: up and activated [..., F], and back down.
    [[nodiscard]] at::Tensor inner(const at::Tensor& x) const;
    [[nodiscard]] at::Tensor down(const at::Tensor& inner) const;

private:
    Linear up_;
    Linear down_;
    Activation activation_;
    std::optional<Linear> gated_; ///< the linear half
};

} // namespace vitrine::neural
