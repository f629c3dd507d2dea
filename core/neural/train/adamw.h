#pragma once

#include "core/neural/train/trainableparameters.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::neural {

struct AdamWOptions {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double decay = 0.01; ///< λ of the parameters that decay
};

/// What AdamW remembers of one parameter.
struct AdamWMoments {
    at::Tensor first;  ///< m, shape of the parameter
    at::Tensor second; ///< v
    at::Tensor step;   ///< updates done, fp32 scalar
};

/// AdamW (Loshchilov, Hutter 2019): m = β₁m + (1−β₁)g; v = β₂v + (1−β₂)g²; p ← p(1 − ηλ);
/// p ← p − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε). Vectors (biases, norms) and embeddings do not decay.
/// Not thread-safe; state of the parameters' dtype and device.
class AdamW {
public:
    AdamW(std::vector<NamedTensor> parameters, const AdamWOptions& options);

    /// One update of every parameter that has a gradient, with learning rate η. Uses LibTorch's
    /// fused kernel.
    void step(double learningRate);

    [[nodiscard]] const std::vector<NamedTensor>& parameters() const { return parameters_; }

    /// In the order of the parameters; to be saved, or written into when a run resumes.
    [[nodiscard]] std::vector<AdamWMoments>& moments() { return moments_; }

    void setDecay(double decay) { options_.decay = decay; }

    [[nodiscard]] static bool decays(const NamedTensor& parameter);

private:
    void stepGroup(bool decaying, double learningRate);

    std::vector<NamedTensor> parameters_;
    std::vector<AdamWMoments> moments_;
    AdamWOptions options_;
};

} // namespace vitrine::neural
