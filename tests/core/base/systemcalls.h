#pragma once

#include <functional>
#include <string_view>

namespace vitrine::tests {

/// What becomes of one call to the system.
struct Fate {
    /// Shorten: half of a write is done, and told so. Lose: half of it is done, all is told.
    enum class Kind { Pass, Fail, Shorten, Lose } kind = Kind::Pass;
    int error = 0; ///< errno of a failure
};

/// Asked before every open, write, fsync, fstat, fchmod, close and rename that the linked code
/// makes; the name is that of the call. Empty: all pass.
extern std::function<Fate(std::string_view call)> fateOf;

} // namespace vitrine::tests
