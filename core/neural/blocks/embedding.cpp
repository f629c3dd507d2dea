#include "core/neural/blocks/embedding.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>

#include <cmath>

namespace vitrine::neural {

EmbeddingTable::EmbeddingTable(const Scope& scope, std::int64_t rows, std::int64_t width)
    : weight_(scope.parameter("weight", {rows, width}, Init::Normal)) {}

at::Tensor EmbeddingTable::operator()(const at::Tensor& ids) const {
    return at::embedding(weight_, ids);
}

at::Tensor positionsOf(const at::Tensor& ids) {
    return at::arange(ids.size(1), ids.options()).unsqueeze(0);
}

at::Tensor sinusoidTable(std::int64_t length, std::int64_t width) {
    at::Tensor table = at::empty({length, width}, at::dtype(at::kFloat));
    auto* value = table.mutable_data_ptr<float>();
    for (std::int64_t row = 0; row < length; ++row) {
        for (std::int64_t column = 0; column < width; ++column) {
            const double power =
                static_cast<double>(column - column % 2) / static_cast<double>(width);
            const double angle = static_cast<double>(row) / std::pow(10000.0, power);
            *value++ = static_cast<float>(column % 2 == 0 ? std::sin(angle) : std::cos(angle));
        }
    }
    return table;
}

} // namespace vitrine::neural
