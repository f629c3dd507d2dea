#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// NF-ResNet (Brock, De, Smith 2021): pictures without attention and without normalisation.
/// Weights carry timm's names for nf_resnet50.
[[nodiscard]] Family nfResNetFamily();

} // namespace vitrine::neural
