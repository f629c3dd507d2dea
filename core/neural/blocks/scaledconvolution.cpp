#include "core/neural/blocks/scaledconvolution.h"

#include <ATen/ops/conv2d.h>
#include <ATen/ops/var_mean.h>

#include <array>
#include <cmath>

namespace vitrine::neural {

std::optional<double> varianceGain(Activation activation) {
    switch (activation) {
    case Activation::Relu:
        return 1.7139588594436646;
    case Activation::GeluErf:
        return 1.7015043497085571;
    case Activation::Silu:
        return 1.7881293296813965;
    default:
        return std::nullopt;
    }
}

ScaledConvolution::ScaledConvolution(const Scope& scope, const ScaledConvolutionOptions& options)
    : weight_(scope.parameter("weight", {options.out, options.in, options.kernel, options.kernel},
                              Init::FanIn))
    , bias_(scope.parameter("bias", {options.out}, Init::Zeros))
    , gain_(scope.parameter("gain", {options.out, 1, 1, 1}, options.gain))
    , scale_(options.gamma /
             std::sqrt(static_cast<double>(options.in * options.kernel * options.kernel)))
    , epsilon_(options.epsilon)
    , stride_(options.stride)
    , padding_(options.kernel / 2) {}

at::Tensor ScaledConvolution::operator()(const at::Tensor& x) const {
    const std::array stride{stride_, stride_};
    const std::array padding{padding_, padding_};
    return at::conv2d(x, standardised(), bias_, stride, padding);
}

at::Tensor ScaledConvolution::standardised() const {
    const std::array overFilter{std::int64_t{1}, std::int64_t{2}, std::int64_t{3}};
    const auto [variance, mean] =
        at::var_mean(weight_, overFilter, /*correction=*/0, /*keepdim=*/true);
    return weight_.sub(mean).mul(variance.add(epsilon_).rsqrt().mul(gain_).mul(scale_));
}

} // namespace vitrine::neural
