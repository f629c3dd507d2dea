#pragma once

#include "widgets/training/watch/runfollower.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <vector>

namespace vitrine::widgets {

/// All runs that are followed, and one look at them. Used by one thread at a time.
class RunRound {
public:
    struct Result {
        std::vector<RunNews> news;
        bool more = false; ///< some log was not read to its end
    };

    void follow(const std::filesystem::path& run); ///< anew, if it was followed before

    /// Runs that came into `folder` join. `front` goes first. `budget`: for reading logs.
    [[nodiscard]] Result look(const std::filesystem::path& folder,
                              const std::filesystem::path& front,
                              std::chrono::milliseconds budget);

private:
    void discover(const std::filesystem::path& folder);
    void lookAt(const std::filesystem::path& run, RunFollower& follower, Result& result,
                std::chrono::steady_clock::time_point end);

    std::map<std::filesystem::path, RunFollower> followers_;
    std::filesystem::path discovered_;
    std::filesystem::file_time_type changed_;
    std::size_t nextQuiet_ = 0;
};

} // namespace vitrine::widgets
