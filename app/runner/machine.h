#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::app {

/// What this machine is, as far as results and their speed depend on it.
struct Machine {
    std::string system;                ///< "Debian GNU/Linux 12 (bookworm)"
    std::string processor;             ///< the model's name
    std::vector<std::string> features; ///< of the instruction sets that LibTorch uses, those here
    int cores = 1;                     ///< that this process may use
    std::size_t memoryBytes = 0;
    std::size_t availableBytes = 0;    ///< without swapping, now; a container's limit counted
    std::optional<std::string> nvidiaDriver; ///< its version line, where one is loaded
};

[[nodiscard]] Machine thisMachine();

/// The file from which this process has loaded a shared library, by its name's beginning
/// ("libtorch_cpu."); empty where it has not.
[[nodiscard]] std::string loadedLibrary(const std::string& name);

} // namespace vitrine::app
