#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// BERT (Devlin et al. 2018): encoder, post-norm, learned positions, token types.
[[nodiscard]] Family bertFamily();

} // namespace vitrine::neural
