#pragma once

#include "core/base/json.h"
#include "core/study/faithfulness.h"

#include <string>

namespace vitrine::app {

[[nodiscard]] Json faithfulnessJson(const study::Faithfulness& measured);

/// The headline as a sentence, with what its sign means.
[[nodiscard]] std::string faithfulnessText(const study::Faithfulness& measured);

} // namespace vitrine::app
