#pragma once

#include <filesystem>

namespace vitrine::app {

/// The folders the program keeps things in: XDG variables, else their defaults below HOME.
struct Places {
    std::filesystem::path cache; ///< …/vitrine: fetched models and tokenizers
    std::filesystem::path state; ///< …/vitrine: journals, stacks of crashes
    std::filesystem::path data;  ///< …/vitrine: training runs
};

[[nodiscard]] Places placesFromEnvironment();

} // namespace vitrine::app
