#pragma once

#include <filesystem>

namespace vitrine::app {

/// Cores that this process may use, hyper-threads of one core counted once; at least 1.
[[nodiscard]] int physicalCores();

/// Threads that wait must not spin: another program often has a core of its own
/// (specs/performance.md, Sharing the machine). Before any thread exists.
void quietOpenMP();

/// The engine's library beside the program: ../lib from its folder.
[[nodiscard]] std::filesystem::path engineLibrary(const std::filesystem::path& programFolder);

} // namespace vitrine::app
