#pragma once

#include "core/base/outcome.h"
#include "core/run/directory/config.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace vitrine::run {

/// The folder that is all that trainer and window share (training.md 3). A plain value: paths and
/// the frozen configuration. Whoever writes into it holds the lock (runlock.h).
class RunDirectory {
public:
    /// Makes the folder, its subfolders and config.json. A folder that already holds anything but
    /// logs is refused, so that no run is overwritten.
    [[nodiscard]] static Outcome<RunDirectory> create(const std::filesystem::path& folder,
                                                      const RunConfig& config);

    /// Reads config.json of a run that is there.
    [[nodiscard]] static Outcome<RunDirectory> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const RunConfig& config() const { return config_; }

    [[nodiscard]] std::filesystem::path configFile() const { return folder_ / "config.json"; }
    [[nodiscard]] std::filesystem::path lockFile() const { return folder_ / "lock"; }
    [[nodiscard]] std::filesystem::path control() const { return folder_ / "control"; }
    [[nodiscard]] std::filesystem::path tensorboard() const { return folder_ / "tb"; }
    [[nodiscard]] std::filesystem::path checkpoints() const { return folder_ / "checkpoints"; }
    [[nodiscard]] std::filesystem::path probes() const { return folder_ / "probes"; }
    [[nodiscard]] std::filesystem::path results() const { return folder_ / "results"; }
    [[nodiscard]] std::filesystem::path exported() const { return folder_ / "export"; }
    [[nodiscard]] std::filesystem::path logs() const { return folder_ / "logs"; }

private:
    RunDirectory(std::filesystem::path folder, RunConfig config);

    std::filesystem::path folder_;
    RunConfig config_;
};

/// "step-00001000": what folders of checkpoints and probes are called.
[[nodiscard]] std::string stepName(std::int64_t step);

/// The step of such a name, or −1.
[[nodiscard]] std::int64_t stepOf(std::string_view name);

} // namespace vitrine::run
