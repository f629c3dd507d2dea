#pragma once

#include "core/base/outcome.h"
#include "core/base/safetensors.h"
#include "core/base/tick.h"
#include "core/neural/models/open.h"
#include "core/neural/parity/parity.h"

#include <ATen/core/Tensor.h>

namespace vitrine::neural {

/// Writes on from each row of the batch, with the options of the file's metadata, and compares with
/// `expected` int64 [B, T] up to and including the first end token (ARCHITECTURE.md section 6). The
/// difference that is told is the number of places that differ.
[[nodiscard]] Outcome<TensorParity> compareGenerated(const SafetensorsFile& file,
                                                     const OpenedNetwork& opened,
                                                     const Batch& batch, const at::Tensor& expected,
                                                     const Tick& tick);

} // namespace vitrine::neural
