#pragma once

#include <cstdint>

namespace vitrine::neural {

// What a configuration may ask for before any tensor is looked at (specs/reliability.md 4.3).
inline constexpr std::int64_t kMostLayers = 1024;
inline constexpr std::int64_t kMostWidth = std::int64_t{1} << 20;
inline constexpr std::int64_t kMostRows = std::int64_t{1} << 31;

} // namespace vitrine::neural
