#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// The original Transformer (Vaswani et al. 2017): encoder and decoder, post-norm, sinusoid
/// positions.
[[nodiscard]] Family transformerFamily();

} // namespace vitrine::neural
