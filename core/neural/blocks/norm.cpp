#include "core/neural/blocks/norm.h"

#include <ATen/ops/layer_norm.h>

namespace vitrine::neural {

LayerNorm::LayerNorm(const Scope& scope, std::int64_t width, double epsilon)
    : weight_(scope.parameter("weight", {width}, Init::Ones))
    , bias_(scope.parameter("bias", {width}, Init::Zeros))
    , width_(width)
    , epsilon_(epsilon) {}

at::Tensor LayerNorm::operator()(const at::Tensor& x) const {
    return at::layer_norm(x, {width_}, weight_, bias_, epsilon_);
}

} // namespace vitrine::neural
