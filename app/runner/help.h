#pragma once

#include "app/runner/verb.h"

#include <span>
#include <string>

namespace vitrine::app {

/// The program's own help: every verb with its line.
[[nodiscard]] std::string helpOf(std::span<const Verb* const> verbs);

/// One verb's help: usage, what it does, its options.
[[nodiscard]] std::string helpOf(const Verb& verb);

} // namespace vitrine::app
