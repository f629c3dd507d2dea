#pragma once

#include "core/base/outcome.h"
#include "core/run/events/event.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::run {

/// One evaluation that a run wrote down.
struct PastScores {
    std::int64_t step = 0;
    std::string split;          ///< "eval", "unseen" …
    std::int64_t samples = 0;
    std::vector<Scalar> values; ///< "eval/accuracy", 0 … 1, and the like
};

/// All evaluations in a run's events, by step; where an update was done twice, the later one.
[[nodiscard]] Outcome<std::vector<PastScores>>
evaluationsOf(const std::filesystem::path& runFolder);

} // namespace vitrine::run
