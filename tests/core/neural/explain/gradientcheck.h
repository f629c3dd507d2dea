#pragma once

#include <cstdint>
#include <string>

namespace vitrine::tests {

// Kinds of models: see tinymodel.h. Each function makes one of random weights and holds the
// gradient road against what it must equal. In a file of its own that speaks torch.

/// Largest difference of A ⊙ ∂y/∂A to a pass with explicit softmax in the graph, over all sites,
/// heads and cells; divided by the largest entry.
[[nodiscard]] double explicitGap(const std::string& kind, std::uint64_t seed);

/// Largest relative error of ∂y/∂A against a small change of single attention entries, in double.
[[nodiscard]] double entryGap(const std::string& kind, std::uint64_t seed);

/// Largest difference of the row form of relevance to the row of the matrix form, over all rows.
[[nodiscard]] double rowFormGap(const std::string& kind, std::uint64_t seed);

/// What must hold of relevance whatever the model.
struct RelevanceFacts {
    double leastAboveStart = -1; ///< smallest of r − e_q: not below 0
    double zeroGradient = 1;     ///< largest |r − e_q| where the gradient is zero
    double scaling = 1;          ///< largest |map(2y) − 2 map(y)|
    double beyondCausal = 1;     ///< largest |r_j| right of q, of a causal model
};

[[nodiscard]] RelevanceFacts relevanceFacts(const std::string& kind, std::uint64_t seed);

/// Whether relevance of the method's road is read at the place that y is of: of "gpt2-lm" the asked
/// position alone, of "bert" the first token.
[[nodiscard]] bool readsWhereAsked(const std::string& kind, std::int64_t position);

} // namespace vitrine::tests
