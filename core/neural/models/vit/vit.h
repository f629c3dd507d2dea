#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// ViT (Dosovitskiy et al. 2020): a picture as patches with a class token, encoder, pre-norm.
[[nodiscard]] Family vitFamily();

} // namespace vitrine::neural
