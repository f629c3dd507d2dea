#pragma once

#include "core/base/json.h"
#include "core/study/robustness/verdict.h"

#include "widgets/robustness/state/robustnesschoice.h"

#include <vector>

namespace vitrine::app {

[[nodiscard]] Json toJson(const widgets::RobustnessChoice& choice);

/// What is missing or makes no sense keeps its default: documents of other versions still open.
[[nodiscard]] widgets::RobustnessChoice robustnessFromJson(const Json& json);

[[nodiscard]] Json toJson(const std::vector<study::LabelSet>& sets);

/// Sets without a name, labels without a text are left out; `json` may be null.
[[nodiscard]] std::vector<study::LabelSet> labelSetsFromJson(const Json* json);

} // namespace vitrine::app
