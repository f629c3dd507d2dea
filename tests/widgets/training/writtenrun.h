#pragma once

#include "core/run/directory/heartbeat.h"
#include "core/run/directory/rundirectory.h"
#include "core/run/directory/status.h"
#include "core/run/events/eventwriter.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::tests {

/// A run directory made by the trainer's own writers, with numbers of the test's making: what the
/// lab is tested on. The writing process is the test itself, so the run counts as alive.
class WrittenRun {
public:
    WrittenRun(const std::filesystem::path& parent, const std::string& name,
               const std::string& metric = "eval/accuracy");

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// start event, state running, heartbeat.
    void begin(std::int64_t steps, std::int64_t resumedFrom = -1);

    /// One scalar event for each step in (step, to], falling loss; flushed.
    void trainTo(std::int64_t to);
    void scalars(std::int64_t step, const std::vector<run::Scalar>& values);
    void event(std::int64_t step, const std::string& kind, Json fields);
    void evaluate(double accuracy);
    void checkpoint();

    void setState(run::RunState state, const std::string& reason = {});

    /// The process is said to be gone, and the heartbeat old.
    void die();

    void flush();
    [[nodiscard]] std::int64_t step() const { return step_; }

private:
    void writeStatus();

    std::filesystem::path folder_;
    std::unique_ptr<run::EventWriter> writer_;
    std::unique_ptr<run::Heartbeat> heartbeat_;
    run::RunStatus status_;
    std::int64_t step_ = 0;
};

/// A loss that falls with the step and wavers a little, the same at every call.
[[nodiscard]] double lossAt(std::int64_t step);

} // namespace vitrine::tests
