#pragma once

#include "core/base/safetensors.h"

#include <ATen/core/Tensor.h>

#include <memory>

namespace vitrine::neural {

/// A tensor of a file in fp32: fp32 data is used where it is mapped, without a copy; fp16, bf16 and
/// fp64 are converted. Throws BadParameter for other types.
[[nodiscard]] at::Tensor tensorOf(const std::shared_ptr<const SafetensorsFile>& file,
                                  const TensorInfo& info);

} // namespace vitrine::neural
