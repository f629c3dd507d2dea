#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// RoBERTa (Liu et al. 2019): BERT without next sentence; positions count from behind the padding
/// id.
[[nodiscard]] Family robertaFamily();

} // namespace vitrine::neural
