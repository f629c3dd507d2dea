#include "core/neural/capture/fusedattention.h"

#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu.h>
#include <ATen/ops/full.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/scaled_dot_product_attention.h>

#include <limits>
#include <optional>

namespace vitrine::neural {

namespace {

std::optional<at::Tensor> maskOf(const FusedAttentionOptions& options) {
    return options.additive.defined() ? std::optional(options.additive) : std::nullopt;
}

// Where no kernel at hand returns the log-sum-exp: one more pass over QKᵀ, head by head.
at::Tensor explicitLogSumExp(const at::Tensor& query, const at::Tensor& key,
                             const FusedAttentionOptions& options) {
    at::Tensor result =
        at::full({query.size(0), query.size(1), query.size(2)}, 0.0, query.options().dtype(at::kFloat));
    for (std::int64_t head = 0; head < query.size(1); ++head) {
        at::Tensor scores = at::matmul(query.select(1, head).to(at::kFloat),
                                       key.select(1, head).to(at::kFloat).transpose(1, 2))
                                .mul(options.scale);
        if (options.additive.defined()) {
            scores = scores.add(options.additive.select(1, options.additive.size(1) == 1 ? 0 : head));
        }
        if (options.causal) {
            scores = scores.masked_fill(
                at::ones({query.size(2), key.size(2)}, query.options().dtype(at::kBool))
                    .tril()
                    .logical_not(),
                -std::numeric_limits<float>::infinity());
        }
        result.select(1, head).copy_(at::logsumexp(scores, -1));
    }
    return result;
}

} // namespace

FusedAttention fusedAttention(const at::Tensor& query, const at::Tensor& key,
                              const at::Tensor& value, const FusedAttentionOptions& options) {
    const std::optional<at::Tensor> mask = maskOf(options);
    if (options.logSumExp && query.is_cpu() && query.size(2) > 0) {
        auto [output, logSumExp] = at::_scaled_dot_product_flash_attention_for_cpu(
            query, key, value, /*dropout_p=*/0.0, options.causal, mask, options.scale);
        return {.output = output, .logSumExp = logSumExp};
    }
    const at::Tensor output = at::scaled_dot_product_attention(
        query, key, value, mask, /*dropout_p=*/0.0, options.causal, options.scale);
    return {.output = output,
            .logSumExp =
                options.logSumExp ? explicitLogSumExp(query, key, options) : at::Tensor()};
}

} // namespace vitrine::neural
