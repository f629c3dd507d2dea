#include "app/runner/train/signals.h"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <chrono>

namespace vitrine::app {

namespace {

// What a handler may touch: lock-free, of the process like the signals themselves.
std::atomic<int> stopsWanted{0};
std::atomic<bool> checkpointWanted{false};

void onStop(int) {
    constexpr int kRequeue = 75;
    if (stopsWanted.fetch_add(1) > 0) {
        _exit(kRequeue);
    }
}

void onCheckpoint(int) {
    checkpointWanted = true;
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

} // namespace

TrainSignals::TrainSignals()
    : watcher_([stop = stop_](const std::stop_token& end) mutable {
        constexpr std::chrono::milliseconds kLook{50};
        while (!end.stop_requested() && stopsWanted == 0) {
            std::this_thread::sleep_for(kLook);
        }
        if (stopsWanted > 0) {
            stop.request_stop();
        }
    }) {
    handle(SIGTERM, onStop);
    handle(SIGINT, onStop);
    handle(SIGUSR1, onCheckpoint);
}

bool TrainSignals::checkpointAsked() {
    return checkpointWanted.exchange(false);
}

} // namespace vitrine::app
