#include "widgets/training/watch/runfollower.h"

#include "core/run/directory/rundirectory.h"

#include <algorithm>
#include <system_error>

namespace vitrine::widgets {

namespace fs = std::filesystem;

namespace {

constexpr double kStepShare = 0.05; // of a new duration in the smoothed one

} // namespace

RunFollower::RunFollower(fs::path folder)
    : folder_(std::move(folder))
    , reader_(folder_)
    , moved_(Clock::now()) {}

RunNews RunFollower::look(std::chrono::milliseconds budget) {
    RunNews news;
    news.folder = folder_;
    if (broken_) {
        quiet_ = true;
        return news;
    }
    readConfig(news);
    if (!news.problem) {
        readEvents(news, budget);
        readState(news);
    }
    broken_ = news.problem.has_value();
    quiet_ = !news.more && (news.liveness == run::Liveness::Ended || broken_);
    return news;
}

void RunFollower::readConfig(RunNews& news) {
    if (configured_) {
        return;
    }
    auto directory = run::RunDirectory::open(folder_);
    if (!directory) {
        news.problem = directory.problem();
        return;
    }
    news.config = directory->config();
    configured_ = true;
}

void RunFollower::readEvents(RunNews& news, std::chrono::milliseconds budget) {
    const auto begin = Clock::now();
    do {
        auto batch = reader_.read(std::size_t{256} << 10);
        if (!batch) {
            news.problem = batch.problem();
            news.more = false;
            return;
        }
        for (run::Event& event : batch->events) {
            takeTimes(event);
            news.events.push_back(std::move(event));
        }
        news.badLines += batch->bad.size();
        news.more = batch->more;
    } while (news.more && Clock::now() - begin < budget);
}

void RunFollower::takeTimes(const run::Event& event) {
    if (event.kind != "scalar" || event.step == step_) {
        return;
    }
    const double spent = event.monotonic - stepMonotonic_;
    const auto steps = static_cast<double>(event.step - step_);
    if (step_ >= 0 && steps > 0 && spent > 0) {
        const double each = spent / steps;
        stepSeconds_ = stepSeconds_ == 0 ? each : stepSeconds_ + kStepShare * (each - stepSeconds_);
    }
    step_ = event.step;
    stepMonotonic_ = event.monotonic;
    moved_ = Clock::now();
}

void RunFollower::readState(RunNews& news) {
    auto status = run::readStatus(folder_);
    if (!status) {
        std::error_code error;
        if (!fs::is_directory(folder_, error)) {
            news.problem = Problem{"The run's folder is gone", folder_.string(),
                                   "What was read stays on screen; bring the folder back and "
                                   "open it again to go on"};
        } else if (status_) {
            news.problem = status.problem();
        }
        return; // a run that was made a moment ago has none yet
    }
    if (!status_ || *status_ != *status) {
        news.status = *status;
        status_ = *status;
    }
    run::Signs signs = run::readSigns(folder_, *status_);
    signs.secondsWithoutStep = std::chrono::duration<double>(Clock::now() - moved_).count();
    signs.medianStepSeconds = stepSeconds_;
    news.pulseAge = signs.pulseAge;
    news.liveness = run::livenessOf(signs);
    if (liveness_ != news.liveness) {
        liveness_ = news.liveness;
        news.status = *status_; // a change of its own, though the file is as it was
    }
}

} // namespace vitrine::widgets
