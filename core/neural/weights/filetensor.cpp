#include "core/neural/weights/filetensor.h"

#include "core/neural/weights/problems.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <cstdint>
#include <cstring>
#include <string>

namespace vitrine::neural {

namespace {

at::ScalarType scalarOf(const SafetensorsFile& file, const TensorInfo& info) {
    switch (info.dtype) {
    case Dtype::F32:
        return at::kFloat;
    case Dtype::F16:
        return at::kHalf;
    case Dtype::BF16:
        return at::kBFloat16;
    case Dtype::F64:
        return at::kDouble;
    default:
        throw BadParameter({"A weight is stored as " + std::string(nameOf(info.dtype)),
                            file.path().string() + ", " + info.name,
                            "Weights are read as F32, F16, BF16 or F64"});
    }
}

bool isAligned(const void* data, std::size_t size) {
    return reinterpret_cast<std::uintptr_t>(data) % size == 0;
}

} // namespace

at::Tensor tensorOf(const std::shared_ptr<const SafetensorsFile>& file, const TensorInfo& info) {
    const at::ScalarType type = scalarOf(*file, info);
    const auto bytes = file->bytes(info);
    if (isAligned(bytes.data(), bytesOf(info.dtype))) {
        // The mapping is read only, and nothing here writes into a parameter.
        auto* data = const_cast<std::byte*>(bytes.data());
        const at::Tensor mapped =
            at::from_blob(data, info.shape, [file](void*) {}, at::dtype(type));
        return type == at::kFloat ? mapped : mapped.to(at::kFloat);
    }
    at::Tensor copy = at::empty(info.shape, at::dtype(type));
    std::memcpy(copy.mutable_data_ptr(), bytes.data(), bytes.size());
    return copy.to(at::kFloat);
}

} // namespace vitrine::neural
