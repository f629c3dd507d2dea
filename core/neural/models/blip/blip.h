#pragma once

#include "core/neural/models/network.h"

namespace vitrine::neural {

/// BLIP, model_type "blip" (Li et al. 2022): a vision transformer, and BERT's layers that look at
/// it: an encoder that compares a text with a picture, a decoder that writes captions and answers.
[[nodiscard]] Family blipFamily();

} // namespace vitrine::neural
