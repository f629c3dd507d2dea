#pragma once

#include "app/runner/options.h"
#include "core/base/outcome.h"
#include "core/engine/finding.h"
#include "core/engine/model.h"

namespace vitrine::app {

/// What `--task`, `--target` and `--against` ask: a class by number or name; where tokens are
/// answered a position, or POSITION:TOKEN.
[[nodiscard]] engine::Target targetFrom(const Options& options, const engine::ModelCard& card);

/// The method with its settings, without target and second Sample. A Problem is a wrong use.
[[nodiscard]] Outcome<engine::ExplainRequest> requestFrom(const Options& options);

} // namespace vitrine::app
