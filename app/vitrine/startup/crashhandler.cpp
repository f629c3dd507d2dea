#include "app/vitrine/startup/crashhandler.h"

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <string>
#include <string_view>

namespace vitrine::app {

namespace {

constexpr int kCrashFrames = 64;
constexpr std::size_t kStack = std::size_t{64} << 10; ///< of the handler: the other may be full
constexpr std::array kFaults = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

// What a signal handler may touch: fixed memory, filled before.
std::array<char, 4096> fileName;
std::array<std::byte, kStack> handlerStack;

void writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(file, text.data(), text.size());
        if (written <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void leaveStack(int signal) {
    const int file = open(fileName.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) {
        std::array<void*, kCrashFrames> frames;
        const int count = backtrace(frames.data(), kCrashFrames);
        writeAll(file, "Vitrine ended by a fault. Its stack:\n");
        backtrace_symbols_fd(frames.data(), count, file);
        close(file);
    }
    std::signal(signal, SIG_DFL);
    raise(signal);
}

} // namespace

void keepStacksOfCrashes(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::string name = (folder / ("crash-" + std::to_string(getpid()) + ".txt")).string();
    if (error || name.size() >= fileName.size()) {
        return;
    }
    std::ranges::copy(name, fileName.begin());
    std::array<void*, 1> warm;
    (void)backtrace(warm.data(), 1); // its first call loads a library, which no handler may
    stack_t stack{};
    stack.ss_sp = handlerStack.data();
    stack.ss_size = handlerStack.size();
    sigaltstack(&stack, nullptr);
    struct sigaction action {};
    action.sa_handler = leaveStack;
    action.sa_flags = SA_ONSTACK | SA_RESETHAND;
    for (const int fault : kFaults) {
        sigaction(fault, &action, nullptr);
    }
}

} // namespace vitrine::app
