#pragma once

#include "core/base/tick.h"

#include <cstddef>
#include <functional>

namespace vitrine::neural {

/// Calls `work` for 0 … count − 1 on LibTorch's threads, each taking the next index when it is free
/// (causal blocks differ in cost). Stops early, and answers false, when the tick says so.
[[nodiscard]] bool forEachInParallel(std::size_t count, const Tick& tick,
                                     const std::function<void(std::size_t)>& work);

} // namespace vitrine::neural
