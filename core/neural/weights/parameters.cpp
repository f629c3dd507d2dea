#include "core/neural/weights/parameters.h"

#include "core/base/philox.h"
#include "core/neural/weights/checkpoint.h"
#include "core/neural/weights/filetensor.h"
#include "core/neural/weights/problems.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace vitrine::neural {

namespace {

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (std::size_t index = 0; index < shape.size(); ++index) {
        text += (index == 0 ? "" : ", ") + std::to_string(shape[index]);
    }
    return text + "]";
}

class CheckpointParameters final : public ParameterSource {
public:
    explicit CheckpointParameters(std::shared_ptr<const Checkpoint> checkpoint)
        : checkpoint_(std::move(checkpoint)) {}

    [[nodiscard]] bool has(const std::string& name) const override {
        return checkpoint_->find(name) != nullptr;
    }

    [[nodiscard]] at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape,
                                  Init) override {
        const Checkpoint::Entry* entry = checkpoint_->find(name);
        if (entry == nullptr) {
            throw BadParameter({"The checkpoint lacks a tensor that its configuration asks for",
                                checkpoint_->folder().string() + ", " + name,
                                "config.json and the weights are of different models, or the "
                                "weights are incomplete"});
        }
        if (entry->tensor->shape != shape) {
            throw BadParameter(
                {"A tensor has another shape than the configuration says",
                 entry->file->path().string() + ", " + entry->tensor->name,
                 "Expected " + shapeText(shape) + ", found " + shapeText(entry->tensor->shape)});
        }
        return tensorOf(entry->file, *entry->tensor);
    }

private:
    std::shared_ptr<const Checkpoint> checkpoint_;
};

class RandomParameters final : public ParameterSource {
public:
    explicit RandomParameters(std::uint64_t seed)
        : seed_(seed) {}

    [[nodiscard]] bool has(const std::string&) const override { return false; }

    [[nodiscard]] at::Tensor take(const std::string&, const std::vector<std::int64_t>& shape,
                                  Init init) override {
        at::Tensor tensor = at::empty(shape, at::dtype(at::kFloat));
        float* values = tensor.mutable_data_ptr<float>();
        const auto count = static_cast<std::size_t>(tensor.numel());
        if (const double deviation = deviationOf(init, shape); deviation > 0) {
            Random numbers(seed_, taken_++);
            for (std::size_t index = 0; index < count; ++index) {
                values[index] = static_cast<float>(deviation * static_cast<double>(numbers.normal()));
            }
        } else {
            std::fill_n(values, count, init == Init::Ones ? 1.0F : 0.0F);
        }
        return tensor;
    }

private:
    std::uint64_t seed_;
    std::uint64_t taken_ = 0;
};

class ShapedParameters final : public ParameterSource {
public:
    explicit ShapedParameters(std::vector<std::string> heads)
        : heads_(std::move(heads)) {}

    [[nodiscard]] bool has(const std::string& name) const override {
        return std::ranges::any_of(heads_,
                                   [&](const std::string& head) { return name.starts_with(head); });
    }

    [[nodiscard]] at::Tensor take(const std::string&, const std::vector<std::int64_t>& shape,
                                  Init) override {
        return at::empty({}, at::dtype(at::kFloat)).expand(shape);
    }

private:
    std::vector<std::string> heads_;
};

} // namespace

double deviationOf(Init init, const std::vector<std::int64_t>& shape) {
    switch (init) {
    case Init::Zeros:
    case Init::Ones:
        return 0;
    case Init::Normal:
        return 0.02;
    case Init::Narrow:
        return 0.01;
    case Init::FanIn:
        break;
    }
    const std::int64_t fanIn =
        std::accumulate(shape.begin() + 1, shape.end(), std::int64_t{1}, std::multiplies<>());
    return 1 / std::sqrt(static_cast<double>(fanIn));
}

Scope::Scope(ParameterSource& source, std::string path)
    : source_(&source)
    , path_(std::move(path)) {}

std::string Scope::join(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

Scope Scope::operator/(std::string_view name) const {
    return Scope(*source_, join(name));
}

Scope Scope::operator/(std::int64_t index) const {
    return *this / std::string_view(std::to_string(index));
}

bool Scope::has(std::string_view name) const {
    return source_->has(join(name));
}

at::Tensor Scope::parameter(std::string_view name, const std::vector<std::int64_t>& shape,
                            Init init) const {
    return source_->take(join(name), shape, init);
}

std::unique_ptr<ParameterSource> parametersOf(std::shared_ptr<const Checkpoint> checkpoint) {
    return std::make_unique<CheckpointParameters>(std::move(checkpoint));
}

std::unique_ptr<ParameterSource> randomParameters(std::uint64_t seed) {
    return std::make_unique<RandomParameters>(seed);
}

std::unique_ptr<ParameterSource> shapesOnly(std::vector<std::string> heads) {
    return std::make_unique<ShapedParameters>(std::move(heads));
}

} // namespace vitrine::neural
