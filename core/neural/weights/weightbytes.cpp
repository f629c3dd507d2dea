#include "core/neural/weights/weightbytes.h"

#include <ATen/core/grad_mode.h>

#include <stdexcept>

namespace vitrine::neural {

namespace {

at::ScalarType scalarOf(Dtype dtype) {
    switch (dtype) {
    case Dtype::F32:
        return at::kFloat;
    case Dtype::F16:
        return at::kHalf;
    case Dtype::BF16:
        return at::kBFloat16;
    default:
        throw std::invalid_argument("WeightBytes: weights are written as F32, F16 or BF16");
    }
}

} // namespace

WeightBytes::WeightBytes(std::span<const NamedTensor> tensors, const NameRules& rules, Dtype as)
    : dtype_(as) {
    const at::NoGradGuard noGrad;
    const at::ScalarType type = scalarOf(as);
    for (const NamedTensor& each : tensors) {
        copies_.push_back(
            {fileName(each.name, rules), each.tensor.detach().to(at::kCPU, type).clone()});
        copies_.back().tensor = copies_.back().tensor.contiguous();
    }
}

std::vector<TensorToWrite> WeightBytes::toWrite() const {
    std::vector<TensorToWrite> tensors;
    for (const NamedTensor& each : copies_) {
        tensors.push_back(
            {.name = each.name,
             .dtype = dtype_,
             .shape = each.tensor.sizes().vec(),
             .bytes = {static_cast<const std::byte*>(each.tensor.const_data_ptr()),
                       each.tensor.nbytes()}});
    }
    return tensors;
}

} // namespace vitrine::neural
