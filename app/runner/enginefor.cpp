#include "app/runner/enginefor.h"

#include "core/neural/engine.h"

#include <sched.h>

#include <algorithm>
#include <thread>

namespace vitrine::app {

int coresAllowed() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return std::max(1, CPU_COUNT(&set));
    }
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Outcome<std::shared_ptr<engine::Engine>> engineFor(const Options& options) {
    const auto threads = options.whole("threads", coresAllowed(), 1, 1024);
    if (!threads) {
        return threads.as<std::shared_ptr<engine::Engine>>();
    }
    return std::shared_ptr<engine::Engine>(
        neural::makeEngine({.threads = static_cast<int>(*threads)}));
}

Outcome<engine::Device> deviceFor(const Options& options, const engine::Engine& engine) {
    const auto devices = engine.devices();
    const std::string wanted = options.text("device").value_or(devices.front().id);
    std::string known;
    for (const engine::Device& device : devices) {
        if (device.id == wanted) {
            if (!device.usable) {
                return Problem{"The device cannot be used: " + device.reason, wanted, {}};
            }
            return device;
        }
        known += (known.empty() ? "" : ", ") + device.id;
    }
    return Problem{"There is no such device", wanted, "There are: " + known};
}

} // namespace vitrine::app
