#pragma once

#include "core/base/outcome.h"
#include "core/engine/model.h"
#include "core/pixels/preparation.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <span>

namespace vitrine::neural {

/// The preprocessor_config.json of a model's folder; without that file the family's usual
/// preparation at `side` pixels, and a note on the card says so.
[[nodiscard]] Outcome<pixels::Preparation> preparationFor(engine::ModelCard& card,
                                                          std::int64_t side);

/// Pictures of one size, at least one: fp32 [N, 3, H, W].
[[nodiscard]] at::Tensor pixelsOf(std::span<const pixels::Prepared> pictures);

} // namespace vitrine::neural
