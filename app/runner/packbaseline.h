#pragma once

#include "app/runner/verb.h"

#include <filesystem>

namespace vitrine::app {

/// Learns naive Bayes and logistic regression over the words of a pack's `train` part and tells
/// accuracy and macro-F1 on every other part: what a model has to beat.
[[nodiscard]] Exit tellBaselines(const std::filesystem::path& pack, bool asJson);

} // namespace vitrine::app
