#pragma once

#include "core/base/safetensors.h"
#include "core/neural/weights/names.h"
#include "core/neural/weights/namedtensor.h"

#include <span>
#include <vector>

namespace vitrine::neural {

/// A copy of tensors in host memory, ready to be written into a safetensors file while training goes
/// on with the originals.
class WeightBytes {
public:
    /// Copies. `as` is F32, F16 or BF16. Names become those of files by `rules`; empty rules leave
    /// them.
    WeightBytes(std::span<const NamedTensor> tensors, const NameRules& rules,
                Dtype as = Dtype::F32);

    /// Views that live as long as this.
    [[nodiscard]] std::vector<TensorToWrite> toWrite() const;

private:
    std::vector<NamedTensor> copies_;
    Dtype dtype_;
};

} // namespace vitrine::neural
