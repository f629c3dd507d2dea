#include "widgets/training/watch/runround.h"

#include <algorithm>
#include <system_error>

namespace vitrine::widgets {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostRuns = 10'000; // reliability.md 5
constexpr std::size_t kQuietAtOnce = 32;

} // namespace

void RunRound::follow(const fs::path& run) {
    if (followers_.size() < kMostRuns || followers_.contains(run)) {
        followers_.insert_or_assign(run, RunFollower(run));
    }
}

void RunRound::discover(const fs::path& folder) {
    std::error_code error;
    const fs::file_time_type changed = fs::last_write_time(folder, error);
    if (error || (folder == discovered_ && changed == changed_)) {
        return;
    }
    bool unfinished = false;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const fs::path& run = at->path();
        std::error_code unreadable;
        if (!fs::is_directory(run, unreadable) || followers_.contains(run)) {
            continue;
        }
        if (fs::is_regular_file(run / "config.json", unreadable)) {
            follow(run);
        } else {
            unfinished = true; // its configuration may come in a moment
        }
    }
    discovered_ = folder;
    changed_ = unfinished ? fs::file_time_type{} : changed;
}

void RunRound::lookAt(const fs::path& run, RunFollower& follower, Result& result,
                      std::chrono::steady_clock::time_point end) {
    using namespace std::chrono;
    const auto left = duration_cast<milliseconds>(end - steady_clock::now());
    RunNews news = follower.look(std::max(left, milliseconds(1)));
    news.folder = run;
    result.more = result.more || news.more;
    if (news.says() || news.pulseAge) {
        result.news.push_back(std::move(news));
    }
}

RunRound::Result RunRound::look(const fs::path& folder, const fs::path& front,
                                std::chrono::milliseconds budget) {
    const auto end = std::chrono::steady_clock::now() + budget;
    if (!folder.empty()) {
        discover(folder);
    }
    Result result;
    if (const auto found = followers_.find(front); found != followers_.end()) {
        lookAt(found->first, found->second, result, end);
    }
    std::vector<std::pair<const fs::path, RunFollower>*> quiet;
    for (auto& entry : followers_) {
        if (entry.first == front) {
            continue;
        }
        if (entry.second.quiet()) {
            quiet.push_back(&entry);
        } else if (std::chrono::steady_clock::now() < end) {
            lookAt(entry.first, entry.second, result, end);
        } else {
            result.more = true;
        }
    }
    // Ended runs hardly change: a few at every look.
    const std::size_t count = std::min(quiet.size(), kQuietAtOnce);
    for (std::size_t i = 0; i < count; ++i) {
        auto* entry = quiet[nextQuiet_++ % quiet.size()];
        lookAt(entry->first, entry->second, result, end);
    }
    return result;
}

} // namespace vitrine::widgets
