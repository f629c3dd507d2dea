#include "core/neural/train/trainableparameters.h"

#include "core/base/draws.h"
#include "core/neural/weights/checkpoint.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>

namespace vitrine::neural {

namespace {

void fillNormal(std::span<float> values, double deviation, const DrawField& field) {
    constexpr std::size_t kBlock = 4;
    for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
        const auto words = field.block(static_cast<std::uint32_t>(begin / kBlock));
        const auto [first, second] = normalsOf(words[0], words[1]);
        const auto [third, fourth] = normalsOf(words[2], words[3]);
        const std::array normals{first, second, third, fourth};
        for (std::size_t i = 0; i < std::min(kBlock, values.size() - begin); ++i) {
            values[begin + i] = static_cast<float>(deviation * normals[i]);
        }
    }
}

at::Tensor freshTensor(const std::string& name, const std::vector<std::int64_t>& shape, Init init,
                       std::uint64_t seed) {
    at::Tensor tensor = at::empty(shape, at::dtype(at::kFloat));
    const std::span values(tensor.mutable_data_ptr<float>(),
                           static_cast<std::size_t>(tensor.numel()));
    if (const double deviation = deviationOf(init, shape); deviation > 0) {
        fillNormal(values, deviation, DrawField(DrawKey(seed, "init", hashText(name)), 0));
    } else {
        std::ranges::fill(values, init == Init::Ones ? 1.0F : 0.0F);
    }
    return tensor;
}

} // namespace

TrainableParameters::TrainableParameters(std::shared_ptr<const Checkpoint> checkpoint, Adds adds,
                                         std::uint64_t seed)
    : checkpoint_(checkpoint ? parametersOf(std::move(checkpoint)) : nullptr)
    , adds_(std::move(adds))
    , seed_(seed) {}

bool TrainableParameters::has(const std::string& name) const {
    return (checkpoint_ != nullptr && checkpoint_->has(name)) || adds_(name);
}

at::Tensor TrainableParameters::take(const std::string& name,
                                     const std::vector<std::int64_t>& shape, Init init) {
    const auto known = std::ranges::find(all_, name, &NamedTensor::name);
    if (known != all_.end()) {
        return known->tensor;
    }
    const bool given = checkpoint_ != nullptr && (checkpoint_->has(name) || !adds_(name));
    // A copy: what lies in the mapped file is read only.
    at::Tensor tensor = given ? checkpoint_->take(name, shape, init).clone()
                              : freshTensor(name, shape, init, seed_);
    tensor.set_requires_grad(true);
    all_.push_back({name, tensor});
    return tensor;
}

} // namespace vitrine::neural
