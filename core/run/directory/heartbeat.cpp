#include "core/run/directory/heartbeat.h"

#include "core/base/files.h"
#include "core/run/directory/appendlog.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>

namespace vitrine::run {

namespace {

std::filesystem::path heartbeatFileIn(const std::filesystem::path& runFolder) {
    return runFolder / "heartbeat";
}

std::string pulseText(std::int64_t step) {
    using Milliseconds = std::chrono::milliseconds;
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const auto whole = std::chrono::duration_cast<Milliseconds>(now).count();
    const std::string thousandths = std::to_string(whole % 1000);
    return std::to_string(step) + " " + std::to_string(whole / 1000) + "." +
           std::string(3 - thousandths.size(), '0') + thousandths + "\n";
}

} // namespace

Heartbeat::Heartbeat(std::filesystem::path file, int descriptor, std::chrono::milliseconds every)
    : file_(std::move(file))
    , descriptor_(descriptor)
    , every_(every) {}

Heartbeat::~Heartbeat() = default;

Outcome<std::unique_ptr<Heartbeat>> Heartbeat::start(const std::filesystem::path& runFolder,
                                                     std::chrono::milliseconds every) {
    const auto file = heartbeatFileIn(runFolder);
    const int number = retryInterrupted([&] {
        return ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    });
    std::unique_ptr<Heartbeat> heart(new Heartbeat(file, number, every));
    if (number < 0) {
        return Problem{"The heartbeat cannot be written: " + reasonOf(errno), file.string(),
                       "Check your rights in the run's folder"};
    }
    if (const auto first = overwrite(number, pulseText(0), file); !first) {
        return first.as<std::unique_ptr<Heartbeat>>();
    }
    heart->thread_ = std::jthread([&beating = *heart](const std::stop_token& stop) {
        beating.beat(stop);
    });
    return heart;
}

void Heartbeat::beat(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock hold(mutex);
    while (!wake.wait_for(hold, stop, every_, [&] { return stop.stop_requested(); })) {
        // A full disk makes the run look dead from outside; the events say what is wrong with it.
        (void)overwrite(descriptor_.number(), pulseText(step_.load(std::memory_order_relaxed)),
                        file_);
    }
}

std::optional<Pulse> readPulse(const std::filesystem::path& runFolder) {
    const auto file = heartbeatFileIn(runFolder);
    struct stat info {};
    const auto text = readFile(file, 256);
    if (!text || ::stat(file.c_str(), &info) != 0) {
        return std::nullopt;
    }
    Pulse pulse;
    const char* end = text->data() + text->size();
    const auto step = std::from_chars(text->data(), end, pulse.step);
    if (step.ec != std::errc() || step.ptr == end || *step.ptr != ' ' || pulse.step < 0 ||
        std::from_chars(step.ptr + 1, end, pulse.monotonic).ec != std::errc()) {
        return std::nullopt;
    }
    using Seconds = std::chrono::duration<double>;
    const double now = Seconds(std::chrono::system_clock::now().time_since_epoch()).count();
    const double touched = static_cast<double>(info.st_mtim.tv_sec) +
                           static_cast<double>(info.st_mtim.tv_nsec) * 1e-9;
    pulse.ageSeconds = std::max(0.0, now - touched);
    return pulse;
}

} // namespace vitrine::run
