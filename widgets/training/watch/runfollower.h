#pragma once

#include "core/run/events/eventreader.h"
#include "widgets/training/watch/runnews.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace vitrine::widgets {

/// Reads on in one run where the last look stopped. Knows the run by its files alone, which are a
/// stranger's. One thread at a time.
class RunFollower {
public:
    explicit RunFollower(std::filesystem::path folder);

    /// Reads for about `budget`. After a problem with the log nothing more is read.
    [[nodiscard]] RunNews look(std::chrono::milliseconds budget);

    /// Whether the last look said that nobody works on the run any more, and all was read.
    [[nodiscard]] bool quiet() const { return quiet_; }

private:
    using Clock = std::chrono::steady_clock;

    void readConfig(RunNews& news);
    void readEvents(RunNews& news, std::chrono::milliseconds budget);
    void readState(RunNews& news);
    void takeTimes(const run::Event& event);

    std::filesystem::path folder_;
    run::EventReader reader_;
    std::optional<run::RunStatus> status_;
    std::optional<run::Liveness> liveness_;
    bool configured_ = false;
    bool broken_ = false;
    bool quiet_ = false;
    std::int64_t step_ = -1;
    double stepMonotonic_ = 0;
    double stepSeconds_ = 0; ///< smoothed duration of an update, by the writer's clock
    Clock::time_point moved_;
};

} // namespace vitrine::widgets
