#pragma once

#include "core/neural/weights/namedtensor.h"
#include "core/neural/weights/parameters.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::neural {

/// Remembers which parameters a network asked for: how many numbers they hold, what nobody wanted,
/// what is to be saved.
class Watched final : public ParameterSource {
public:
    explicit Watched(std::unique_ptr<ParameterSource> source)
        : source_(std::move(source)) {}

    [[nodiscard]] bool has(const std::string& name) const override { return source_->has(name); }

    [[nodiscard]] at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape,
                                  Init init) override {
        at::Tensor tensor = source_->take(name, shape, init);
        if (taken_.try_emplace(name, tensor).second) {
            elements_ += tensor.numel();
        }
        return tensor;
    }

    [[nodiscard]] bool took(const std::string& name) const { return taken_.contains(name); }

    /// Numbers in all parameters together.
    [[nodiscard]] std::int64_t elements() const { return elements_; }

    /// All of them, by name.
    [[nodiscard]] std::vector<NamedTensor> tensors() const {
        std::vector<NamedTensor> tensors;
        for (const auto& [name, tensor] : taken_) {
            tensors.push_back({name, tensor});
        }
        return tensors;
    }

private:
    std::unique_ptr<ParameterSource> source_;
    std::map<std::string, at::Tensor> taken_;
    std::int64_t elements_ = 0;
};

} // namespace vitrine::neural
