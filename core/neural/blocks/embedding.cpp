#include "core/neural/blocks/embedding.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/embedding.h>

namespace vitrine::neural {

EmbeddingTable::EmbeddingTable(const Scope& scope, std::int64_t rows, std::int64_t width)
    : weight_(scope.parameter("weight", {rows, width}, Init::Normal)) {}

at::Tensor EmbeddingTable::operator()(const at::Tensor& ids) const {
    return at::embedding(weight_, ids);
}

at::Tensor positionsOf(const at::Tensor& ids) {
    return at::arange(ids.size(1), ids.options()).unsqueeze(0);
}

} // namespace vitrine::neural
