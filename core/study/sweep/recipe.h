#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/perturb/chain.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::study {

/// Which examples a sweep looks at.
struct SweepData {
    std::string file;           ///< JSON lines, or .txt with one text a line
    std::string split = "eval"; ///< of lines that name a split; others are taken as well
    std::int64_t limit = 0;     ///< 0: all
    std::uint64_t orderSeed = 1;
    std::string text = "text"; ///< keys of a JSON line
    std::string label = "label";
};

/// A recipe of type `sweep` (robustness, section 10): chains × severities × seeds × examples.
struct SweepRecipe {
    std::string name;
    std::string model; ///< folder, as written
    std::string task;  ///< empty: the model's first
    SweepData data;
    std::vector<perturb::Chain> chains; ///< each with a name of its own
    std::vector<double> severities{0, 1, 2, 3, 4, 5};
    std::vector<std::uint64_t> seeds{1};
    bool prediction = true;
    bool split = true;
    bool attention = true;
    bool embedding = true;
    std::size_t bootstrap = 1000;
    std::string device = "cpu";
    std::int64_t batch = 16; ///< does not change results
};

/// Reads the form; unknown keys, wrong types and numbers out of range are Problems that name the key.
[[nodiscard]] Outcome<SweepRecipe> sweepRecipeFrom(const Json& json, std::string_view where);

/// The recipe with every default filled in.
[[nodiscard]] Json jsonOf(const SweepRecipe& recipe);

} // namespace vitrine::study
