#pragma once

#include "core/base/outcome.h"
#include "core/base/posix.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

namespace vitrine::run {

/// Shows that the process lives, whatever its training loop does: a thread of its own writes
/// "<step> <monotonic seconds>" over the heartbeat file every two seconds.
class Heartbeat {
public:
    [[nodiscard]] static Outcome<std::unique_ptr<Heartbeat>>
    start(const std::filesystem::path& runFolder,
          std::chrono::milliseconds every = std::chrono::seconds(2));

    ~Heartbeat();
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    /// From the training loop: completed updates. Never waits.
    void setStep(std::int64_t step) { step_.store(step, std::memory_order_relaxed); }

private:
    Heartbeat(std::filesystem::path file, int descriptor, std::chrono::milliseconds every);

    void beat(const std::stop_token& stop);

    std::filesystem::path file_;
    Descriptor descriptor_;
    std::chrono::milliseconds every_;
    std::atomic<std::int64_t> step_ = 0;
    std::jthread thread_;
};

/// What a heartbeat file tells.
struct Pulse {
    std::int64_t step = 0;
    double monotonic = 0;  ///< seconds, clock of the writer's machine
    double ageSeconds = 0; ///< since the file was touched; never below 0
};

/// Nothing where there is no heartbeat yet, or no sense in it.
[[nodiscard]] std::optional<Pulse> readPulse(const std::filesystem::path& runFolder);

} // namespace vitrine::run
