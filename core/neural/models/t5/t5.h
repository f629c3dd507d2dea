#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// T5 (Raffel et al. 2019), v1.0 and v1.1: encoder and decoder, pre-norm by the root mean square,
/// no biases, a learned bias of the scores by distance in place of positions.
[[nodiscard]] Family t5Family();

} // namespace vitrine::neural
