#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// DistilBERT (Sanh et al. 2019): BERT without token types and pooler, half the layers.
[[nodiscard]] Family distilbertFamily();

} // namespace vitrine::neural
