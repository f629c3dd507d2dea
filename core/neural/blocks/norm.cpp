#include "core/neural/blocks/norm.h"

#include <ATen/ops/layer_norm.h>
#include <ATen/ops/rms_norm.h>

namespace vitrine::neural {

Norm::Norm(const Scope& scope, std::int64_t width, double epsilon, NormKind kind)
    : weight_(scope.parameter("weight", {width}, Init::Ones))
    , bias_(kind == NormKind::Layer ? scope.parameter("bias", {width}, Init::Zeros) : at::Tensor())
    , width_(width)
    , epsilon_(epsilon)
    , kind_(kind) {}

at::Tensor Norm::operator()(const at::Tensor& x) const {
    return kind_ == NormKind::Layer ? at::layer_norm(x, {width_}, weight_, bias_, epsilon_)
                                    : at::rms_norm(x, {width_}, weight_, epsilon_);
}

at::Tensor Norm::ofPart(const at::Tensor& part, const at::Tensor& x) const {
    if (kind_ == NormKind::RootMeanSquare) {
        return part.mul(x.square().mean(-1, /*keepdim=*/true).add(epsilon_).rsqrt()).mul(weight_);
    }
    const at::Tensor centred = x.sub(x.mean(-1, /*keepdim=*/true));
    const at::Tensor scale = centred.square().mean(-1, /*keepdim=*/true).add(epsilon_).rsqrt();
    return part.sub(part.mean(-1, /*keepdim=*/true)).mul(scale).mul(weight_);
}

} // namespace vitrine::neural
