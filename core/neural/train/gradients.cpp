#include "core/neural/train/gradients.h"

#include <ATen/core/grad_mode.h>

#include <cmath>

namespace vitrine::neural {

double gradientNorm(std::span<const NamedTensor> parameters) {
    const at::NoGradGuard noGrad;
    double squares = 0;
    for (const NamedTensor& parameter : parameters) {
        const at::Tensor& gradient = parameter.tensor.grad();
        if (gradient.defined()) {
            const double norm = gradient.norm().item<double>();
            squares += norm * norm;
        }
    }
    return std::sqrt(squares);
}

bool clipGradients(std::span<const NamedTensor> parameters, double norm, double limit) {
    constexpr double kEpsilon = 1e-6; // as torch.nn.utils.clip_grad_norm_ has it
    const double factor = limit / (norm + kEpsilon);
    if (!(factor < 1)) {
        return false;
    }
    const at::NoGradGuard noGrad;
    for (const NamedTensor& parameter : parameters) {
        if (parameter.tensor.grad().defined()) {
            parameter.tensor.mutable_grad().mul_(factor);
        }
    }
    return true;
}

void dropGradients(std::span<const NamedTensor> parameters) {
    for (const NamedTensor& parameter : parameters) {
        parameter.tensor.mutable_grad().reset();
    }
}

} // namespace vitrine::neural
