#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// TimeSformer, model_type "timesformer" (Bertasius et al. 2021): a vision transformer for clips,
/// with divided, joint or spatial attention.
[[nodiscard]] Family timesformerFamily();

} // namespace vitrine::neural
