#pragma once

#include "core/base/outcome.h"
#include "core/base/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::app {

/// Tensors to be written together with the memory that they show.
class TensorCollection {
public:
    void add(std::string name, std::vector<std::int64_t> shape, std::vector<float> values) {
        floats_.push_back(std::move(values));
        put(std::move(name), Dtype::F32, std::move(shape),
            std::as_bytes(std::span(floats_.back())));
    }

    void add(std::string name, std::vector<std::int64_t> shape, std::vector<std::int64_t> values) {
        integers_.push_back(std::move(values));
        put(std::move(name), Dtype::I64, std::move(shape),
            std::as_bytes(std::span(integers_.back())));
    }

    [[nodiscard]] Outcome<Done> write(const std::filesystem::path& file) const {
        return writeSafetensors(file, tensors_);
    }

private:
    void put(std::string name, Dtype dtype, std::vector<std::int64_t> shape,
             std::span<const std::byte> bytes) {
        tensors_.push_back(
            {.name = std::move(name), .dtype = dtype, .shape = std::move(shape), .bytes = bytes});
    }

    std::deque<std::vector<float>> floats_; ///< a deque: what the spans show must not move
    std::deque<std::vector<std::int64_t>> integers_;
    std::vector<TensorToWrite> tensors_;
};

} // namespace vitrine::app
