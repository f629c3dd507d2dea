#include "core/neural/explain/gradient/attentiongradient.h"

#include "core/neural/blocks/relativebias.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace vitrine::neural {

namespace {

constexpr std::int64_t kMostNumbers = std::int64_t{1} << 20; ///< of a block, over all heads

std::int64_t rowsAtOnce(const CapturedAttention& attention) {
    const CapturedHeads& heads = attention.heads;
    const std::int64_t perRow = heads.query.size(0) * heads.query.size(1) * heads.key.size(2);
    return std::max<std::int64_t>(1, kMostNumbers / std::max<std::int64_t>(1, perRow));
}

// bool, to be broadcast over [B, H, count, K]; undefined where every key is seen.
at::Tensor hiddenKeys(const CapturedAttention& attention, QueryRows rows) {
    at::Tensor hidden;
    if (attention.keyVisible.defined()) {
        hidden = attention.keyVisible.logical_not().unsqueeze(1).unsqueeze(1);
    }
    if (attention.rule == engine::MaskRule::Causal) {
        const auto options = attention.heads.query.options().dtype(at::kLong);
        const at::Tensor queries = at::arange(rows.begin, rows.begin + rows.count, options);
        const at::Tensor keys = at::arange(attention.heads.key.size(2), options);
        const at::Tensor later = keys.unsqueeze(0).gt(queries.unsqueeze(1));
        hidden = hidden.defined() ? hidden.logical_or(later) : later;
    }
    return hidden;
}

// α_h [H, 1, 1]. The mean over all pairs of dO_i · v_j is the product of the two means.
at::Tensor channelWeights(const SiteGradient& site) {
    const at::Tensor gradient = site.gradient.mean(2);
    const at::Tensor value = site.attention.heads.value.mean(2);
    return gradient.mul(value).sum(-1).mean(0).view({-1, 1, 1});
}

at::Tensor foldedRows(const SiteGradient& site, HeadFold fold, QueryRows rows,
                      const at::Tensor& channels) {
    const at::Tensor weights = weightsOf(site.attention, rows);
    if (fold == HeadFold::GradCam) {
        return weights.mul(channels).sum(1).clamp_min(0);
    }
    const at::Tensor product = weights.mul(weightGradientsOf(site, rows));
    switch (fold) {
    case HeadFold::Positive:
        return product.clamp_min(0).mean(1);
    case HeadFold::Absolute:
        return product.abs().mean(1);
    default:
        return product.mean(1);
    }
}

} // namespace

at::Tensor weightsOf(const CapturedAttention& attention, QueryRows rows) {
    const CapturedHeads& heads = attention.heads;
    at::Tensor scores =
        at::matmul(heads.query.narrow(2, rows.begin, rows.count), heads.key.transpose(2, 3))
            .mul(attention.scale);
    if (attention.bias.defined()) {
        scores = scores.add(
            spreadBias(attention.bias, heads.query.size(2)).narrow(2, rows.begin, rows.count));
    }
    const at::Tensor lse = attention.logSumExp.narrow(2, rows.begin, rows.count).unsqueeze(-1);
    const at::Tensor weights = scores.sub(lse.to(scores.scalar_type())).exp();
    const at::Tensor hidden = hiddenKeys(attention, rows);
    return hidden.defined() ? weights.masked_fill(hidden, 0) : weights;
}

at::Tensor weightGradientsOf(const SiteGradient& site, QueryRows rows) {
    return at::matmul(site.gradient.narrow(2, rows.begin, rows.count),
                      site.attention.heads.value.transpose(2, 3));
}

void forEachFold(const SiteGradient& site, HeadFold fold,
                 const std::function<void(QueryRows, const at::Tensor&)>& work) {
    const at::Tensor channels = fold == HeadFold::GradCam ? channelWeights(site) : at::Tensor();
    const std::int64_t queries = site.gradient.size(2);
    const std::int64_t step = rowsAtOnce(site.attention);
    for (std::int64_t begin = 0; begin < queries; begin += step) {
        const QueryRows rows{.begin = begin, .count = std::min(step, queries - begin)};
        work(rows, foldedRows(site, fold, rows, channels));
    }
}

at::Tensor carried(const SiteGradient& site, HeadFold fold, const at::Tensor& weights) {
    at::Tensor sum;
    forEachFold(site, fold, [&](QueryRows rows, const at::Tensor& map) {
        const at::Tensor part =
            at::matmul(weights.narrow(1, rows.begin, rows.count).unsqueeze(1), map).squeeze(1);
        sum = sum.defined() ? sum.add(part) : part;
    });
    return sum;
}

Grid foldedMap(const SiteGradient& site, HeadFold fold, const TokenBlocks* blocks) {
    const auto queries = static_cast<std::size_t>(site.gradient.size(2));
    const auto keys = static_cast<std::size_t>(site.attention.heads.key.size(2));
    const std::size_t length = blocks == nullptr ? 0 : blocks->axisLength();
    Grid grid(blocks == nullptr ? queries : length, blocks == nullptr ? keys : length);
    forEachFold(site, fold, [&](QueryRows rows, const at::Tensor& folded) {
        const at::Tensor map = folded.to(at::kCPU, at::kFloat).contiguous();
        const float* value = map.const_data_ptr<float>();
        for (std::int64_t problem = 0; problem < map.size(0); ++problem) {
            for (std::int64_t row = 0; row < rows.count; ++row) {
                const auto query = static_cast<std::size_t>(rows.begin + row);
                if (blocks == nullptr) {
                    std::copy_n(value, keys, grid.row(query).begin());
                    value += keys;
                    continue;
                }
                const auto tokens = blocks->tokensOf(static_cast<std::size_t>(problem));
                const auto copies = static_cast<float>(blocks->placesOf(tokens[query]).size());
                for (std::size_t key = 0; key < keys; ++key) {
                    grid.at(tokens[query], tokens[key]) += *value++ / copies;
                }
            }
        }
    });
    return grid;
}

} // namespace vitrine::neural
