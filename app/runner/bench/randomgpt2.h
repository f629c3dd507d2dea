#pragma once

#include "core/base/outcome.h"
#include "core/neural/probe/forwardprobe.h"

#include <cstdint>
#include <memory>

namespace vitrine::app {

/// A network of GPT-2 small's layers (12 × 12 heads, width 768) with seeded random weights. Its
/// vocabulary is small: the product with GPT-2's 50,257 rows would hide what capturing costs.
[[nodiscard]] Outcome<std::unique_ptr<neural::ForwardProbe>> randomGpt2(std::int64_t tokens);

} // namespace vitrine::app
