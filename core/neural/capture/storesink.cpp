#include "core/neural/capture/storesink.h"

#include <memory>
#include <utility>

namespace vitrine::neural {

namespace {

HeadRows rowsOf(const at::Tensor& tensor) {
    // Width must be contiguous for the row kernels; the projections' own layout already is.
    auto kept = std::make_shared<at::Tensor>(tensor.to(at::kCPU, at::kFloat));
    if (kept->stride(3) != 1) {
        *kept = kept->contiguous();
    }
    return {.data = kept->const_data_ptr<float>(),
            .batchStride = kept->stride(0),
            .headStride = kept->stride(1),
            .rowStride = kept->stride(2),
            .owner = kept};
}

std::vector<std::uint8_t> visibleOf(const at::Tensor& keyVisible) {
    if (!keyVisible.defined()) {
        return {};
    }
    const at::Tensor flat = keyVisible.to(at::kCPU, at::kByte).contiguous();
    const auto* begin = flat.const_data_ptr<std::uint8_t>();
    return {begin, begin + flat.numel()};
}

std::vector<float> biasOf(const at::Tensor& bias) {
    if (!bias.defined()) {
        return {};
    }
    const at::Tensor flat = bias.to(at::kCPU, at::kFloat).contiguous();
    const auto* begin = flat.const_data_ptr<float>();
    return {begin, begin + flat.numel()};
}

} // namespace

at::Tensor StoreSink::attended(const CapturedAttention& layer) {
    const at::Tensor lse = layer.logSumExp.to(at::kCPU, at::kFloat).contiguous();
    const auto* lseBegin = lse.const_data_ptr<float>();
    stores_.push_back(AttentionStore({
        .query = rowsOf(layer.heads.query),
        .key = rowsOf(layer.heads.key),
        .logSumExp = {lseBegin, lseBegin + lse.numel()},
        .keyVisible = visibleOf(layer.keyVisible),
        .bias = biasOf(layer.bias),
        .batch = static_cast<std::size_t>(layer.heads.query.size(0)),
        .heads = static_cast<std::size_t>(layer.heads.query.size(1)),
        .queries = static_cast<std::size_t>(layer.heads.query.size(2)),
        .keys = static_cast<std::size_t>(layer.heads.key.size(2)),
        .width = static_cast<std::size_t>(layer.heads.query.size(3)),
        .scale = static_cast<float>(layer.scale),
        .rule = layer.rule,
    }));
    return layer.output;
}

std::vector<AttentionStore> StoreSink::take() {
    return std::exchange(stores_, {});
}

} // namespace vitrine::neural
