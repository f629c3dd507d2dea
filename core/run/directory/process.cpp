#include "core/run/directory/process.h"

#include "core/base/posix.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <string_view>

namespace vitrine::run {

namespace {

constexpr std::size_t kHostBytes = 256;
constexpr int kStartTimeField = 22; // proc(5)

/// Files of /proc have size 0 and are read until they end.
std::string readStat(std::int64_t pid) {
    const std::string path = "/proc/" + std::to_string(pid) + "/stat";
    const Descriptor descriptor(
        retryInterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }));
    std::array<char, 4096> buffer{};
    if (!descriptor.valid()) {
        return {};
    }
    const ssize_t count = retryInterrupted(
        [&] { return ::read(descriptor.number(), buffer.data(), buffer.size()); });
    return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string();
}

std::string hostName() {
    std::array<char, kHostBytes> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

} // namespace

std::optional<std::int64_t> startTimeOf(std::int64_t pid) {
    const std::string stat = readStat(pid);
    // The program's name stands in brackets and may hold blanks and brackets itself.
    const std::size_t bracket = stat.rfind(')');
    if (pid <= 0 || bracket == std::string::npos) {
        return std::nullopt;
    }
    std::string_view rest = std::string_view(stat).substr(bracket + 1);
    if (rest.starts_with(" Z") || rest.starts_with(" X")) {
        return std::nullopt; // ended, only not yet asked for
    }
    for (int field = 3; field <= kStartTimeField && !rest.empty(); ++field) {
        rest.remove_prefix(1);
        const std::string_view word = rest.substr(0, rest.find(' '));
        std::int64_t value = 0;
        if (field == kStartTimeField &&
            std::from_chars(word.data(), word.data() + word.size(), value).ec == std::errc()) {
            return value;
        }
        rest.remove_prefix(word.size());
    }
    return std::nullopt;
}

ProcessId thisProcess() {
    const std::int64_t pid = ::getpid();
    return {.host = hostName(), .pid = pid, .startTime = startTimeOf(pid).value_or(0)};
}

Presence presenceOf(const ProcessId& process) {
    if (process.host != hostName()) {
        return Presence::Elsewhere;
    }
    const auto start = startTimeOf(process.pid);
    return start && *start == process.startTime ? Presence::Alive : Presence::Gone;
}

Json toJson(const ProcessId& process) {
    return Json::Object{
        {"host", process.host}, {"pid", process.pid}, {"start_time", process.startTime}};
}

std::optional<ProcessId> processFrom(const Json& json) {
    const Json* host = json.find("host");
    const Json* pid = json.find("pid");
    const Json* start = json.find("start_time");
    if (host == nullptr || pid == nullptr || start == nullptr || host->string() == nullptr ||
        pid->integer() == nullptr || start->integer() == nullptr) {
        return std::nullopt;
    }
    return ProcessId{*host->string(), *pid->integer(), *start->integer()};
}

std::string describe(const ProcessId& process) {
    return "pid " + std::to_string(process.pid) + " on " + process.host;
}

} // namespace vitrine::run
