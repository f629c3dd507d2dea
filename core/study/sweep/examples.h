#pragma once

#include "core/base/outcome.h"
#include "core/base/sample.h"
#include "core/study/sweep/recipe.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::study {

/// One example of the data, as it is before any perturbation.
struct SweepExample {
    std::size_t row = 0; ///< line of the file, from 0
    std::string id;      ///< "<data set>:<row>": what its random draws belong to
    Sample sample;
    std::optional<std::string> label;

    [[nodiscard]] std::uint64_t drawn() const; ///< hash of the id
};

/// Reads the examples of a file, or of a part of a pack (the folder that `vitrine-run pack` makes), in
/// the order of the recipe: shuffled by its seed, cut to its limit. The data set is called as the
/// file without its ending, or the folder. A fault names the line.
[[nodiscard]] Outcome<std::vector<SweepExample>> readExamples(const std::filesystem::path& place,
                                                              const SweepData& data);

} // namespace vitrine::study
