#include "core/neural/train/adamw.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace vitrine::neural {

AdamW::AdamW(std::vector<NamedTensor> parameters, const AdamWOptions& options)
    : parameters_(std::move(parameters))
    , options_(options) {
    const at::NoGradGuard noGrad;
    for (const NamedTensor& parameter : parameters_) {
        moments_.push_back({.first = at::zeros_like(parameter.tensor),
                            .second = at::zeros_like(parameter.tensor),
                            .step = at::zeros({}, at::dtype(at::kFloat))});
    }
}

bool AdamW::decays(const NamedTensor& parameter) {
    return parameter.tensor.dim() > 1 && parameter.name.find("embeddings") == std::string::npos;
}

void AdamW::step(double learningRate) {
    const at::NoGradGuard noGrad;
    stepGroup(/*decaying=*/true, learningRate);
    stepGroup(/*decaying=*/false, learningRate);
}

void AdamW::stepGroup(bool decaying, double learningRate) {
    std::vector<at::Tensor> values;
    std::vector<at::Tensor> gradients;
    std::vector<at::Tensor> first;
    std::vector<at::Tensor> second;
    std::vector<at::Tensor> steps;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const at::Tensor& gradient = parameters_[i].tensor.grad();
        if (!gradient.defined() || decays(parameters_[i]) != decaying) {
            continue;
        }
        values.push_back(parameters_[i].tensor);
        gradients.push_back(gradient);
        first.push_back(moments_[i].first);
        second.push_back(moments_[i].second);
        // The kernel reads the number of this update; it does not count itself.
        moments_[i].step.add_(1);
        steps.push_back(moments_[i].step);
    }
    if (!values.empty()) {
        at::_fused_adamw_(values, gradients, first, second, /*max_exp_avg_sqs=*/{}, steps,
                          learningRate, options_.beta1, options_.beta2,
                          decaying ? options_.decay : 0.0, options_.epsilon, /*amsgrad=*/false,
                          /*maximize=*/false);
    }
}

} // namespace vitrine::neural
