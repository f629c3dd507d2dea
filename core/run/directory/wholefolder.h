#pragma once

#include "core/base/outcome.h"

#include <filesystem>
#include <functional>

namespace vitrine::run {

/// Makes a folder that appears whole or not at all: `fill` writes into one beside it, which then
/// takes its name. A Problem where the folder is there and not empty; what `fill` says otherwise.
[[nodiscard]] Outcome<Done>
makeWholeFolder(const std::filesystem::path& folder,
                const std::function<Outcome<Done>(const std::filesystem::path&)>& fill);

} // namespace vitrine::run
