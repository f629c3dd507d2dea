#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// DeiT (Touvron et al. 2020): ViT with a distillation token, whose classifier speaks with the
/// class token's where the checkpoint has both.
[[nodiscard]] Family deitFamily();

} // namespace vitrine::neural
