#include "app/vitrine/startup/watchdog.h"

#include <execinfo.h>
#include <pthread.h>

#include <QAbstractEventDispatcher>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>

namespace vitrine::app {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSignal = SIGURG; // ignored by default, so that a late one does no harm
constexpr int kHangFrames = 48;
constexpr int kOwnFrames = 2; ///< of the handler itself

std::array<void*, kHangFrames> frames;
std::atomic<int> frameCount{0};

// Runs on the GUI thread. backtrace() is not async-signal-safe on its first call only, which the
// constructor makes.
void takeStack(int) {
    frameCount = backtrace(frames.data(), kHangFrames);
}

std::int64_t now() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch())
        .count();
}

std::string stackText() {
    const int count = frameCount;
    char** symbols = backtrace_symbols(frames.data(), count);
    std::string text;
    for (int frame = kOwnFrames; symbols != nullptr && frame < count; ++frame) {
        text += std::string("\n  ") + symbols[frame];
    }
    std::free(symbols);
    return text;
}

} // namespace

Watchdog::Watchdog(Log log, QObject* parent)
    : QObject(parent)
    , log_(std::move(log))
    , gui_(pthread_self()) {
    frameCount = backtrace(frames.data(), kHangFrames);
    struct sigaction action {};
    action.sa_handler = takeStack;
    action.sa_flags = SA_RESTART;
    sigaction(kSignal, &action, nullptr);
    const QAbstractEventDispatcher* loop = QAbstractEventDispatcher::instance();
    connect(loop, &QAbstractEventDispatcher::awake, this, [this] {
        busySince_ = now();
        busySince_.notify_one();
    });
    connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, [this] { busySince_ = 0; });
    thread_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

Watchdog::~Watchdog() {
    thread_.request_stop();
    busySince_ = now();
    busySince_.notify_one();
}

void Watchdog::watch(const std::stop_token& stop) {
    constexpr auto kSilence = std::chrono::milliseconds(kSilentMilliseconds);
    while (!stop.stop_requested()) {
        busySince_.wait(0);
        const std::int64_t since = busySince_;
        std::this_thread::sleep_for(kSilence);
        if (since != 0 && busySince_ == since && !stop.stop_requested()) {
            bark();
            // Once a silence: wait until it is over.
            busySince_.wait(since);
        }
    }
}

void Watchdog::bark() {
    ++barks_;
    if (!log_.hears(LogLevel::Warning)) {
        return;
    }
    frameCount = 0;
    pthread_kill(gui_, kSignal);
    for (int tries = 0; frameCount == 0 && tries < 20; ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    log_.write(LogLevel::Warning, "app.watchdog",
               "the window did not answer for more than " + std::to_string(kSilentMilliseconds) +
                   " ms" + stackText());
}

} // namespace vitrine::app
