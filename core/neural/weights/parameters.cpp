#include "core/neural/weights/parameters.h"

#include "core/base/philox.h"
#include "core/neural/weights/checkpoint.h"
#include "core/neural/weights/problems.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <cstring>

namespace vitrine::neural {

namespace {

constexpr double kWeightDeviation = 0.02;

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (std::size_t index = 0; index < shape.size(); ++index) {
        text += (index == 0 ? "" : ", ") + std::to_string(shape[index]);
    }
    return text + "]";
}

at::ScalarType scalarOf(const Checkpoint::Entry& entry) {
    switch (entry.tensor->dtype) {
    case Dtype::F32:
        return at::kFloat;
    case Dtype::F16:
        return at::kHalf;
    case Dtype::BF16:
        return at::kBFloat16;
    case Dtype::F64:
        return at::kDouble;
    default:
        throw BadParameter({"A weight is stored as " + std::string(nameOf(entry.tensor->dtype)),
                            entry.file->path().string() + ", " + entry.tensor->name,
                            "Weights are read as F32, F16, BF16 or F64"});
    }
}

bool isAligned(const void* data, std::size_t size) {
    return reinterpret_cast<std::uintptr_t>(data) % size == 0;
}

// fp32 as it lies in the mapped file; everything else, and what is not aligned, is copied.
at::Tensor tensorOf(const Checkpoint::Entry& entry) {
    const at::ScalarType type = scalarOf(entry);
    const auto bytes = entry.file->bytes(*entry.tensor);
    if (isAligned(bytes.data(), bytesOf(entry.tensor->dtype))) {
        // The mapping is read only, and nothing here writes into a parameter.
        auto* data = const_cast<std::byte*>(bytes.data());
        const at::Tensor mapped = at::from_blob(
            data, entry.tensor->shape, [file = entry.file](void*) {}, at::dtype(type));
        return type == at::kFloat ? mapped : mapped.to(at::kFloat);
    }
    at::Tensor copy = at::empty(entry.tensor->shape, at::dtype(type));
    std::memcpy(copy.mutable_data_ptr(), bytes.data(), bytes.size());
    return copy.to(at::kFloat);
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
            throw BadParameter({"A tensor has another shape than the configuration says",
                                entry->file->path().string() + ", " + entry->tensor->name,
                                "Expected " + shapeText(shape) + ", found " +
                                    shapeText(entry->tensor->shape)});
        }
        return tensorOf(*entry);
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
        if (init == Init::Normal) {
            Random numbers(seed_, taken_++);
            for (std::size_t index = 0; index < count; ++index) {
                values[index] = static_cast<float>(kWeightDeviation * numbers.normal());
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

} // namespace

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

} // namespace vitrine::neural
