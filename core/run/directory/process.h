#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vitrine::run {

/// A process that cannot be mistaken for a later one with the same number.
struct ProcessId {
    std::string host;
    std::int64_t pid = 0;
    std::int64_t startTime = 0; ///< as the kernel reports it: clock ticks since the machine started

    bool operator==(const ProcessId&) const = default;
};

[[nodiscard]] ProcessId thisProcess();

/// When a process of this machine started; nothing if there is none.
[[nodiscard]] std::optional<std::int64_t> startTimeOf(std::int64_t pid);

enum class Presence {
    Alive,
    Gone,
    Elsewhere ///< on another machine: nothing can be said from here
};

[[nodiscard]] Presence presenceOf(const ProcessId& process);

/// {"host", "pid", "start_time"}, as the lock holds it.
[[nodiscard]] Json toJson(const ProcessId& process);
[[nodiscard]] std::optional<ProcessId> processFrom(const Json& json);

/// "pid 4711 on atlas".
[[nodiscard]] std::string describe(const ProcessId& process);

} // namespace vitrine::run
