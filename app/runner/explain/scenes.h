#pragma once

#include "app/runner/options.h"
#include "app/runner/verb.h"

#include <array>

namespace vitrine::app {

inline constexpr std::array kSceneOptions{
    OptionSpec{"scenes", "PACK",
               "a pack of icons instead of a sample: scenes are composed of them"},
    OptionSpec{"part", "NAME", "part of the pack (default: train)"},
    OptionSpec{"count", "N", "scenes (default: 240)"},
    OptionSpec{"seed", "N", "of the scenes (default: 20260)"},
};

/// Composes scenes whose objects are known, and tells which share of a method's scores lies in them. `--model`, `--method` and `--scenes` are given.
[[nodiscard]] Exit explainScenes(const Options& options);

} // namespace vitrine::app
