#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// GPT (Radford et al. 2018): decoder, post-norm, learned positions, no norm after the stack.
[[nodiscard]] Family gpt1Family();

} // namespace vitrine::neural
