#include "app/vitrine/startup/machine.h"

#include <sched.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <utility>

namespace vitrine::app {

namespace {

int numberIn(const std::string& file) {
    std::ifstream stream(file);
    int number = -1;
    stream >> number;
    return number;
}

} // namespace

int physicalCores() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) {
        return 1;
    }
    std::set<std::pair<int, int>> cores;
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
        if (!CPU_ISSET(cpu, &allowed)) {
            continue;
        }
        const std::string topology =
            "/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/";
        const int core = numberIn(topology + "core_id");
        // Without a topology, every processor counts as a core.
        cores.emplace(numberIn(topology + "physical_package_id"), core >= 0 ? core : 1'000 + cpu);
    }
    return std::max(1, static_cast<int>(cores.size()));
}

void quietOpenMP() {
    setenv("OMP_WAIT_POLICY", "PASSIVE", /*overwrite=*/0);
    setenv("GOMP_SPINCOUNT", "0", /*overwrite=*/0);
}

std::filesystem::path engineLibrary(const std::filesystem::path& programFolder) {
    return (programFolder / ".." / "lib" / "libvitrine_engine.so").lexically_normal();
}

} // namespace vitrine::app
