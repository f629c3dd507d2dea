#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// GPT-2 (Radford et al. 2019): decoder only, pre-norm, learned positions, tied output.
[[nodiscard]] Family gpt2Family();

} // namespace vitrine::neural
