#include "core/neural/blocks/relativebias.h"

#include <ATen/ops/tensor.h>

#include <vector>

namespace vitrine::neural {

RelativeBias::RelativeBias(const Scope& scope, const RelativeBiasOptions& options)
    : table_(scope.parameter("weight", {options.buckets, options.heads}, Init::Normal))
    , options_(options) {}

at::Tensor RelativeBias::byDistance(std::int64_t queries, std::int64_t keys) const {
    // Query i stands at position keys − queries + i.
    std::vector<std::int64_t> buckets;
    for (std::int64_t place = 0; place < queries + keys - 1; ++place) {
        buckets.push_back(relativeBucket(place - (keys - 1), options_));
    }
    return table_.index_select(0, at::tensor(buckets)).t().contiguous();
}

at::Tensor spreadBias(const at::Tensor& byDistance, std::int64_t queries) {
    const std::int64_t keys = byDistance.size(1) - queries + 1;
    // Window w holds the places w … w + K − 1: the row of query Q − 1 − w.
    return byDistance.unfold(1, keys, 1).flip(1).unsqueeze(0);
}

} // namespace vitrine::neural
