#pragma once

#include "core/base/axis.h"
#include "core/text/tokenizer.h"

#include <vector>

namespace vitrine::text {

/// The tokens of a text as entries of an axis.
[[nodiscard]] std::vector<AxisToken> axisTokens(const Encoding& encoding);

} // namespace vitrine::text
