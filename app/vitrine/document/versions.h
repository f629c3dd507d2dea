#pragma once

#include "core/base/outcome.h"

#include <filesystem>

namespace vitrine::app {

/// Before a document is replaced: what is there becomes `<name>~1`, what was that `~2`, up to
/// `count`; the oldest goes. Copies, so that the document itself is never missing. A Problem leaves
/// the document untouched.
[[nodiscard]] Outcome<Done> keepPreviousVersions(const std::filesystem::path& file, int count);

/// `<name>~number` beside the document.
[[nodiscard]] std::filesystem::path previousVersion(const std::filesystem::path& file, int number);

} // namespace vitrine::app
