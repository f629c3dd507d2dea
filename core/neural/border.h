#pragma once

#include "core/base/outcome.h"

#include <string>

namespace vitrine::neural {

/// Turns the exception in flight into a Problem; call inside a catch (...) only.
[[nodiscard]] Problem problemOfException(const std::string& where);

/// Runs work that may throw (LibTorch does) and returns its Outcome; an exception becomes a Problem
/// that carries its text without the backtrace.
template <class Work>
auto guarded(const std::string& where, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (...) {
        return problemOfException(where);
    }
}

} // namespace vitrine::neural
