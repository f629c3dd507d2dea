#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// BART (Lewis et al. 2019): encoder and decoder, post-norm, learned positions behind two unused
/// rows, a norm after the embedding.
[[nodiscard]] Family bartFamily();

} // namespace vitrine::neural
