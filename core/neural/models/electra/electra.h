#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// ELECTRA (Clark et al. 2020): a generator that fills masks, a discriminator that says for each
/// token whether it was replaced.
[[nodiscard]] Family electraFamily();

} // namespace vitrine::neural
