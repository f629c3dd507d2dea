#pragma once

#include "app/runner/options.h"
#include "core/base/outcome.h"
#include "core/engine/engine.h"

#include <memory>
#include <string>

namespace vitrine::app {

/// Help texts of the two options that every verb with an engine has.
inline constexpr OptionSpec kDeviceOption{"device", "ID", "where to compute (default: cpu)"};
inline constexpr OptionSpec kThreadsOption{"threads", "N",
                                           "threads for the computation (default: the cores)"};

/// Processors that this process may use; at least 1.
[[nodiscard]] int coresAllowed();

/// The engine with its threads set as `--threads` says. A Problem is a wrong use.
[[nodiscard]] Outcome<std::shared_ptr<engine::Engine>> engineFor(const Options& options);

/// The device that `--device` names, or the first. A Problem names those there are.
[[nodiscard]] Outcome<engine::Device> deviceFor(const Options& options,
                                                const engine::Engine& engine);

} // namespace vitrine::app
