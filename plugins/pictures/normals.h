#pragma once

#include "core/base/draws.h"

#include <cstdint>
#include <span>

namespace vitrine::pictures {

/// How many elements of a field one call of normals() makes.
inline constexpr std::size_t kNormalsAtOnce = 512;

/// Standard normal numbers of the elements 4·block, 4·block + 1 … of a field (normalsOf of
/// core/base/draws.h, in float: within 2e-6 but for the numbers nearest 0).
void normals(const DrawField& field, std::uint32_t block, std::span<float, kNormalsAtOnce> into);

} // namespace vitrine::pictures
