#pragma once

#include <ATen/core/Tensor.h>

#include <string>

namespace vitrine::neural {

/// A tensor by the name that the model's code uses.
struct NamedTensor {
    std::string name;
    at::Tensor tensor;
};

} // namespace vitrine::neural
