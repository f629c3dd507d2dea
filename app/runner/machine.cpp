#include "app/runner/machine.h"

#include "app/runner/enginefor.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <sstream>
#include <string_view>

namespace vitrine::app {

namespace {

/// The rest of the first line of a file that begins with `key`, without separators and quotes.
std::string valueIn(const char* file, std::string_view key) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(key)) {
            const auto begin = line.find_first_not_of(" \t:=\"", key.size());
            const auto end = line.find_last_not_of(" \t\"");
            return begin == line.npos ? std::string() : line.substr(begin, end - begin + 1);
        }
    }
    return {};
}

std::size_t kilobytesIn(const char* file, std::string_view key) {
    std::istringstream text(valueIn(file, key));
    std::size_t kilobytes = 0;
    text >> kilobytes;
    return kilobytes * 1024;
}

std::size_t numberIn(const char* file, std::size_t otherwise) {
    std::ifstream text(file);
    std::size_t number = 0;
    return text >> number ? number : otherwise;
}

std::vector<std::string> usedFeatures() {
    constexpr std::array<std::string_view, 7> kWanted{
        "avx2", "fma", "f16c", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16"};
    std::istringstream flags(valueIn("/proc/cpuinfo", "flags"));
    std::vector<std::string> found;
    for (std::string flag; flags >> flag;) {
        if (std::ranges::find(kWanted, flag) != kWanted.end()) {
            found.push_back(flag);
        }
    }
    return found;
}

} // namespace

Machine thisMachine() {
    Machine machine;
    machine.system = valueIn("/etc/os-release", "PRETTY_NAME");
    machine.processor = valueIn("/proc/cpuinfo", "model name");
    machine.features = usedFeatures();
    machine.cores = coresAllowed();
    constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
    const std::size_t limit = numberIn("/sys/fs/cgroup/memory.max", kNoLimit);
    const std::size_t used = numberIn("/sys/fs/cgroup/memory.current", 0);
    machine.memoryBytes = std::min(kilobytesIn("/proc/meminfo", "MemTotal"), limit);
    machine.availableBytes = std::min(kilobytesIn("/proc/meminfo", "MemAvailable"),
                                      limit == kNoLimit ? kNoLimit : limit - std::min(used, limit));
    if (std::string driver = valueIn("/proc/driver/nvidia/version", "NVRM version");
        !driver.empty()) {
        machine.nvidiaDriver = std::move(driver);
    }
    return machine;
}

std::string loadedLibrary(const std::string& name) {
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        const auto slash = line.rfind('/');
        if (slash != line.npos && line.compare(slash + 1, name.size(), name) == 0) {
            return line.substr(line.find('/'));
        }
    }
    return {};
}

} // namespace vitrine::app
