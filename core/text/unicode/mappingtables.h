// Written by generate_tables.py from the Unicode Character Database 15.0. Do not edit.
#pragma once

#include <cstdint>

namespace vitrine::text::tables {

constexpr int kDecomposedCount = 2061;
constexpr int kCompatibleCount = 3678;
constexpr int kComposedCount = 941;
constexpr int kLoweredCount = 1433;

extern const std::uint32_t kDecomposed[2061];
extern const std::uint16_t kDecompositionBegin[2062];
extern const std::uint32_t kDecompositions[3406];
extern const std::uint32_t kCompatible[3678];
extern const std::uint16_t kCompatibleBegin[3679];
extern const std::uint32_t kCompatibles[5599];
extern const std::uint32_t kComposed[2823]; ///< first, second, composition
extern const std::uint32_t kLowered[1433];
extern const std::uint16_t kLowerBegin[1434];
extern const std::uint32_t kLowers[1434];

} // namespace vitrine::text::tables
