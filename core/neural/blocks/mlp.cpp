#include "core/neural/blocks/mlp.h"

#include <ATen/ops/gelu.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/tanh.h>

#include <array>
#include <string_view>

namespace vitrine::neural {

namespace {

struct NamedActivation {
    std::string_view name;
    Activation activation;
};

// The names that configurations use. "gelu_pytorch_tanh" and "gelu_new" are one formula.
constexpr std::array kActivations{
    NamedActivation{"relu", Activation::Relu},
    NamedActivation{"silu", Activation::Silu},
    NamedActivation{"gelu", Activation::GeluErf},
    NamedActivation{"gelu_new", Activation::GeluTanh},
    NamedActivation{"gelu_pytorch_tanh", Activation::GeluTanh},
    NamedActivation{"quick_gelu", Activation::GeluQuick},
};

} // namespace

Outcome<Activation> activationNamed(const std::string& name, const std::string& where) {
    for (const NamedActivation& entry : kActivations) {
        if (entry.name == name) {
            return entry.activation;
        }
    }
    return Problem{"The activation “" + name + "” is not known", where,
                   "Known are relu, silu, gelu, gelu_new, gelu_pytorch_tanh and quick_gelu"};
}

at::Tensor activate(Activation activation, const at::Tensor& x) {
    switch (activation) {
    case Activation::Relu:
        return at::relu(x);
    case Activation::Silu:
        return at::silu(x);
    case Activation::Tanh:
        return at::tanh(x);
    case Activation::GeluErf:
        return at::gelu(x, "none");
    case Activation::GeluTanh:
        return at::gelu(x, "tanh");
    case Activation::GeluQuick:
        return x.mul(at::sigmoid(x.mul(1.702)));
    }
    throw std::invalid_argument("activate: unknown activation");
}

Mlp::Mlp(Linear up, Linear down, Activation activation, std::optional<Linear> gated)
    : up_(std::move(up))
    , down_(std::move(down))
    , activation_(activation)
    , gated_(std::move(gated)) {}

at::Tensor Mlp::operator()(const at::Tensor& x) const {
    return down(inner(x));
}

at::Tensor Mlp::inner(const at::Tensor& x) const {
    const at::Tensor activated = activate(activation_, up_(x));
    return gated_ ? activated.mul((*gated_)(x)) : activated;
}

at::Tensor Mlp::down(const at::Tensor& inner) const {
    return down_(inner);
}

} // namespace vitrine::neural
