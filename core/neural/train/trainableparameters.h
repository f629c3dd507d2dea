#pragma once

#include "core/neural/weights/namedtensor.h"
#include "core/neural/weights/parameters.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::neural {

/// Parameters that can be trained: copies of a checkpoint's, or random ones, or both where a head
/// is added to a pretrained body. Random ones depend on seed and name alone, not on the order in
/// which a network takes them.
class TrainableParameters final : public ParameterSource {
public:
    /// Answers whether a tensor that the checkpoint lacks is to be made; every name without a
    /// checkpoint.
    using Adds = std::function<bool(const std::string& name)>;

    TrainableParameters(std::shared_ptr<const Checkpoint> checkpoint, Adds adds,
                        std::uint64_t seed);

    [[nodiscard]] bool has(const std::string& name) const override;

    /// The same tensor for the same name, so that tied weights stay one.
    [[nodiscard]] at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape,
                                  Init init) override;

    /// In the order in which the network took them: fp32 leaves that ask for a gradient.
    [[nodiscard]] const std::vector<NamedTensor>& all() const { return all_; }

private:
    std::unique_ptr<ParameterSource> checkpoint_; ///< null for a model from scratch
    Adds adds_;
    std::uint64_t seed_;
    std::vector<NamedTensor> all_;
};

} // namespace vitrine::neural
