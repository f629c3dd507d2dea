#pragma once

namespace vitrine::tests {

enum class FusedMask { None, Causal, Padding, CausalAndPadding };

/// Largest differences of the fused attention to the explicit softmax in double.
struct FusedGap {
    double plainOutput = 0;    ///< without log-sum-exp
    double capturedOutput = 0; ///< with it
    double logSumExp = 0;
};

/// Runs both on seeded random q, k, v. In a file of its own: it is the one that speaks torch.
[[nodiscard]] FusedGap fusedGap(FusedMask mask);

} // namespace vitrine::tests
