#include "core/neural/blocks/linear.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/mm.h>

#include <vector>

namespace vitrine::neural {

namespace {

std::vector<std::int64_t> weightShape(const LinearOptions& options) {
    return options.layout == WeightLayout::OutIn ? std::vector{options.out, options.in}
                                                 : std::vector{options.in, options.out};
}

} // namespace

Linear::Linear(const Scope& scope, const LinearOptions& options)
    : weight_(scope.parameter("weight", weightShape(options), options.init))
    , bias_(options.bias ? scope.parameter("bias", {options.out}, Init::Zeros) : at::Tensor())
    , layout_(options.layout) {}

Linear::Linear(at::Tensor weight, at::Tensor bias, WeightLayout layout)
    : weight_(std::move(weight))
    , bias_(std::move(bias))
    , layout_(layout) {}

Linear Linear::outputs(std::int64_t begin, std::int64_t count) const {
    const std::int64_t dimension = layout_ == WeightLayout::OutIn ? 0 : 1;
    return {weight_.narrow(dimension, begin, count),
            bias_.defined() ? bias_.narrow(0, begin, count) : bias_, layout_};
}

at::Tensor Linear::operator()(const at::Tensor& x) const {
    if (layout_ == WeightLayout::OutIn) {
        return at::linear(x, weight_, bias_);
    }
    const at::Tensor rows = x.reshape({-1, weight_.size(0)});
    const at::Tensor y = bias_.defined() ? at::addmm(bias_, rows, weight_) : at::mm(rows, weight_);
    std::vector<std::int64_t> shape(x.sizes().begin(), x.sizes().end());
    shape.back() = weight_.size(1);
    return y.view(shape);
}

at::Tensor Linear::matrix() const {
    return layout_ == WeightLayout::OutIn ? weight_.t() : weight_;
}

std::optional<Linear> presentLinear(const Scope& scope, const LinearOptions& options) {
    return scope.has("weight") ? std::optional(Linear(scope, options)) : std::nullopt;
}

} // namespace vitrine::neural
