#pragma once

#include "core/base/json.h"

#include "widgets/attention/state/selection.h"

namespace vitrine::app {

[[nodiscard]] Json toJson(const widgets::AttentionSelection& selection);

/// Members that are missing or make no sense keep their defaults: a document from another version
/// still opens.
[[nodiscard]] widgets::AttentionSelection selectionFromJson(const Json& json);

} // namespace vitrine::app
