#include "core/neural/capture/attentionstore.h"

#include "core/neural/capture/kernels.h"

#include <algorithm>
#include <cmath>

namespace vitrine::neural {

bool AttentionStore::visible(std::size_t batch, std::size_t query, std::size_t key) const {
    return parts_.blocks ? !blockMeeting(0, query, key).query.empty()
                         : problemVisible(batch, query, key);
}

bool AttentionStore::problemVisible(std::size_t batch, std::size_t query, std::size_t key) const {
    if (key >= problemReach(query)) {
        return false;
    }
    const std::uint8_t* keys = visibleKeys(batch);
    return keys == nullptr || keys[key] != 0;
}

std::size_t AttentionStore::reach(std::size_t query) const {
    return parts_.blocks ? keys() : problemReach(query);
}

std::size_t AttentionStore::problemReach(std::size_t query) const {
    return parts_.rule == engine::MaskRule::Causal ? std::min(parts_.keys, query + 1) : parts_.keys;
}

const std::uint8_t* AttentionStore::visibleKeys(std::size_t batch) const {
    return parts_.keyVisible.empty() ? nullptr : parts_.keyVisible.data() + batch * parts_.keys;
}

float AttentionStore::logSumExp(std::size_t batch, std::size_t head, std::size_t query) const {
    return parts_.logSumExp[(batch * parts_.heads + head) * parts_.queries + query];
}

const float* AttentionStore::biases(std::size_t head, std::size_t query) const {
    if (parts_.bias.empty()) {
        return nullptr;
    }
    const std::size_t places = parts_.queries + parts_.keys - 1;
    return parts_.bias.data() + head * places + (parts_.queries - 1 - query);
}

void AttentionStore::row(std::size_t batch, std::size_t head, std::size_t query,
                         std::span<float> out) const {
    if (parts_.blocks) {
        blockRow(head, query, out);
    } else {
        problemRow(batch, head, query, out);
    }
}

void AttentionStore::problemRow(std::size_t batch, std::size_t head, std::size_t query,
                                std::span<float> out) const {
    const std::size_t reached = problemReach(query);
    dotRows(parts_.query.row(batch, head, query), parts_.key.row(batch, head, 0),
            parts_.key.rowStride, reached, parts_.width, out.data());
    // One buffer serves both: each place is read before it is written.
    probabilities({.scores = out.data(),
                   .weights = out.data(),
                   .count = reached,
                   .bias = biases(head, query),
                   .scale = parts_.scale,
                   .logSumExp = logSumExp(batch, head, query),
                   .visible = visibleKeys(batch)});
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(reached), out.end(), 0.0F);
}

void AttentionStore::column(std::size_t batch, std::size_t head, std::size_t key,
                            std::span<float> out) const {
    if (parts_.blocks) {
        blockColumn(head, key, out);
    } else {
        problemColumn(batch, head, key, out);
    }
}

void AttentionStore::problemColumn(std::size_t batch, std::size_t head, std::size_t key,
                                   std::span<float> out) const {
    dotRows(parts_.key.row(batch, head, key), parts_.query.row(batch, head, 0),
            parts_.query.rowStride, parts_.queries, parts_.width, out.data());
    for (std::size_t query = 0; query < parts_.queries; ++query) {
        const float* bias = biases(head, query);
        const float score = parts_.scale * out[query] + (bias == nullptr ? 0.0F : bias[key]);
        out[query] =
            problemVisible(batch, query, key) ? std::exp(score - logSumExp(batch, head, query)) : 0.0F;
    }
}

AttentionStore::Meeting AttentionStore::meeting(std::size_t batch, std::size_t head,
                                                std::size_t query, std::size_t key) const {
    if (parts_.blocks) {
        return blockMeeting(head, query, key);
    }
    return {.query = {parts_.query.row(batch, head, query), parts_.width},
            .key = {parts_.key.row(batch, head, key), parts_.width},
            .logSumExp = logSumExp(batch, head, query)};
}

float AttentionStore::dot(std::size_t batch, std::size_t head, std::size_t query,
                          std::size_t key) const {
    const Meeting met = meeting(batch, head, query, key);
    float result = 0;
    if (!met.query.empty()) {
        dotRows(met.query.data(), met.key.data(), 0, 1, parts_.width, &result);
    }
    return result;
}

std::size_t AttentionStore::bytes() const {
    const std::size_t rows = parts_.batch * parts_.heads * (parts_.queries + parts_.keys);
    return (rows * parts_.width + parts_.logSumExp.size() + parts_.bias.size()) * sizeof(float) +
           parts_.keyVisible.size();
}

} // namespace vitrine::neural
