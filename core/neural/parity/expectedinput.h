#pragma once

#include "core/base/outcome.h"
#include "core/base/safetensors.h"
#include "core/neural/models/network.h"

namespace vitrine::neural {

/// A tensor of an expected-tensors file, F32 or I64; a Problem for other types.
[[nodiscard]] Outcome<at::Tensor> expectedTensor(const SafetensorsFile& file,
                                                 const TensorInfo& tensor);

/// What the expected tensors were made from: the file's `input.…` (ARCHITECTURE.md section 6).
[[nodiscard]] Outcome<Batch> expectedInput(const SafetensorsFile& file);

} // namespace vitrine::neural
