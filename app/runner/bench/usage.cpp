#include "app/runner/bench/usage.h"

#include <sys/resource.h>

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace vitrine::app {

namespace {

double secondsOf(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

} // namespace

Usage& Usage::operator+=(const Usage& other) {
    userSeconds += other.userSeconds;
    systemSeconds += other.systemSeconds;
    faults += other.faults;
    return *this;
}

Usage Usage::operator-(const Usage& earlier) const {
    return {.userSeconds = userSeconds - earlier.userSeconds,
            .systemSeconds = systemSeconds - earlier.systemSeconds,
            .faults = faults - earlier.faults};
}

double Usage::systemShare() const {
    const double all = userSeconds + systemSeconds;
    return all > 0 ? systemSeconds / all : 0;
}

Usage usageNow() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return {.userSeconds = secondsOf(usage.ru_utime),
            .systemSeconds = secondsOf(usage.ru_stime),
            .faults = usage.ru_minflt};
}

void resetPeakMemory() {
    const int file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    if (file >= 0) {
        constexpr char kResetPeak = '5'; // see proc(5)
        [[maybe_unused]] const auto written = write(file, &kResetPeak, 1);
        close(file);
    }
}

std::size_t peakMemory() {
    std::ifstream lines("/proc/self/status");
    for (std::string key; lines >> key;) {
        if (key == "VmHWM:") {
            std::size_t kilobytes = 0;
            lines >> kilobytes;
            return kilobytes * 1024;
        }
        std::getline(lines, key);
    }
    return 0;
}

} // namespace vitrine::app
