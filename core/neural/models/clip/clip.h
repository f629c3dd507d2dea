#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// CLIP, model_type "clip" (Radford et al. 2021): a tower for pictures and one for texts that meet
/// in one space.
[[nodiscard]] Family clipFamily();

// Its towers in files of their own, with the projection or without: "clip_text_model",
// "clip_vision_model".
[[nodiscard]] Family clipTextFamily();
[[nodiscard]] Family clipVisionFamily();

} // namespace vitrine::neural
