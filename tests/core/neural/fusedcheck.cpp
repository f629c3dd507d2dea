#include "tests/core/neural/fusedcheck.h"

#include "core/neural/blocks/attention.h"
#include "core/neural/capture/fusedattention.h"

#include <ATen/ops/logsumexp.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/arange.h>
#include <c10/core/InferenceMode.h>

#include <limits>

namespace vitrine::tests {

namespace {

constexpr std::int64_t kBatch = 2;
constexpr std::int64_t kHeads = 3;
constexpr std::int64_t kLength = 37;
constexpr std::int64_t kWidth = 16;

// Deterministic values in [−2, 2] without a generator.
at::Tensor values(double phase) {
    const at::Tensor places = at::arange(kBatch * kHeads * kLength * kWidth, at::kDouble);
    return at::sin(places.mul(1.7).add(phase)).mul(2).to(at::kFloat).view(
        {kBatch, kHeads, kLength, kWidth});
}

double largest(const at::Tensor& ours, const at::Tensor& expected) {
    return ours.to(at::kDouble).sub(expected).abs().max().item<double>();
}

} // namespace

FusedGap fusedGap(FusedMask kind) {
    const c10::InferenceMode inference;
    const at::Tensor query = values(0.1);
    const at::Tensor key = values(1.3);
    const at::Tensor value = values(2.9);
    const bool causal = kind == FusedMask::Causal || kind == FusedMask::CausalAndPadding;
    at::Tensor padding;
    if (kind == FusedMask::Padding || kind == FusedMask::CausalAndPadding) {
        padding = at::ones({kBatch, kLength}, at::kLong);
        padding[1].slice(0, kLength - 5, kLength).zero_();
    }
    const auto mask = neural::AttentionMask::forSelf(causal, padding);

    at::Tensor scores = at::matmul(query.to(at::kDouble), key.to(at::kDouble).transpose(2, 3))
                            .mul(0.25);
    if (causal) {
        scores = scores.masked_fill(
            at::ones({kLength, kLength}, at::kBool).tril().logical_not(),
            -std::numeric_limits<double>::infinity());
    }
    if (padding.defined()) {
        scores = scores.masked_fill(padding.eq(0).view({kBatch, 1, 1, kLength}),
                                    -std::numeric_limits<double>::infinity());
    }
    const at::Tensor expected = at::matmul(at::softmax(scores, -1), value.to(at::kDouble));
    const at::Tensor expectedLse = at::logsumexp(scores, -1);

    neural::FusedAttentionOptions options{.additive = mask.additive,
                                          .causal = causal && !mask.additive.defined(),
                                          .scale = 0.25};
    const auto plain = neural::fusedAttention(query, key, value, options);
    options.logSumExp = true;
    const auto captured = neural::fusedAttention(query, key, value, options);
    return {.plainOutput = largest(plain.output, expected),
            .capturedOutput = largest(captured.output, expected),
            .logSumExp = largest(captured.logSumExp, expectedLse)};
}

} // namespace vitrine::tests
