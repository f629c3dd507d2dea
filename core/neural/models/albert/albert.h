#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// ALBERT (Lan et al. 2019): a narrow word table, layers that share their weights, sentence order
/// in place of next sentence.
[[nodiscard]] Family albertFamily();

} // namespace vitrine::neural
