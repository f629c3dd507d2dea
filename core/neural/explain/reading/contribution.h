#pragma once

#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/neural/capture/capturesink.h"
#include "core/neural/explain/question.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace vitrine::neural {

/// An attention site with its residual; `residual.after` is undefined where the layer is none of a
/// block (attention over time).
struct ContributionSite {
    CapturedAttention attention;
    CapturedResidual residual;
};

/// ν_hj = ‖v_j^h W_O^h‖₂ (Kobayashi et al.: 2004.10102): [B, H, K]. How much a head writes for each
/// unit of attention that it gives a key.
[[nodiscard]] at::Tensor valueNorms(const CapturedAttention& attention);

/// The output of a block of attention, for one query, taken apart: y = Σ tokens + residual + bias.
/// Of a post-norm block every part went through the norm's linear half at the state that was there.
struct AttentionParts {
    at::Tensor tokens;   ///< [K, D]: Σ_h A_h[i, j] v_j^h W_O^h
    at::Tensor residual; ///< [D]
    at::Tensor bias;     ///< [D]
    at::Tensor output;   ///< [D]: y, as the network computed it
};

[[nodiscard]] AttentionParts attentionParts(const ContributionSite& site, std::int64_t problem,
                                            std::int64_t query);

/// Shares of information (Ferrando et al.: 2203.04212): c_j = max(ε, ‖y‖₁ − ‖y − T_j‖₁), the
/// residual as one more part at the end, normalised to 1: [K + 1].
[[nodiscard]] at::Tensor informationShares(const AttentionParts& parts);

/// The method "contribution": the row of one site weighed by what the values write.
[[nodiscard]] Outcome<engine::Finding> contributionOf(const Question& question);

} // namespace vitrine::neural
