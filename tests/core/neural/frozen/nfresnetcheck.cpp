#include "tests/core/neural/frozen/nfresnetcheck.h"

#include "core/neural/models/nfresnet/trunk.h"
#include "core/neural/train/trainableparameters.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/var.h>
#include <c10/core/InferenceMode.h>

#include <stdexcept>

namespace vitrine::tests {

namespace {

constexpr std::uint64_t kSeed = 11;

neural::TrainableParameters fresh() {
    return {nullptr, [](const std::string&) { return true; }, kSeed};
}

void fill(neural::TrainableParameters& parameters, const std::string& ending, double value) {
    for (const neural::NamedTensor& each : parameters.all()) {
        if (each.name.ends_with(ending)) {
            each.tensor.detach().fill_(value);
        }
    }
}

} // namespace

std::vector<double> standardisedFilter() {
    neural::TrainableParameters parameters = fresh();
    const neural::ScaledConvolution convolution(
        neural::Scope(parameters, "conv"),
        {.in = 4, .out = 1, .gamma = *neural::varianceGain(neural::Activation::Relu)});
    parameters.all().front().tensor.detach().copy_(
        at::tensor({1.0, 2.0, 3.0, 4.0}).view({1, 4, 1, 1}));
    const at::Tensor filter = convolution.standardised().detach().to(at::kDouble).flatten();
    const auto* values = filter.const_data_ptr<double>();
    return {values, values + filter.numel()};
}

std::vector<double> variances(double lastGain) {
    neural::TrainableParameters parameters = fresh();
    neural::NfResNetConfig config{.depths = {1, 6}, .channels = {64, 128}, .stemChannels = 64};
    config.gamma = *neural::varianceGain(config.activation);
    const neural::NfResNet trunk(neural::Scope(parameters), config);
    fill(parameters, "conv3.gain", lastGain);
    const c10::InferenceMode inference;
    const auto generator = at::make_generator<at::CPUGeneratorImpl>(kSeed);
    const auto tower = trunk(at::randn({4, 3, 64, 64}, generator), {.hidden = true});
    if (!tower) {
        throw std::runtime_error("variances: the network did not run");
    }
    std::vector<double> variances;
    for (const at::Tensor& state : tower->stack.hidden) {
        // Over pictures and places of each channel: a channel's own mean is no variance.
        variances.push_back(state.flatten(0, 1).var(0).mean().item<double>());
    }
    return variances;
}

} // namespace vitrine::tests
