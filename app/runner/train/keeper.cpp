#include "app/runner/train/keeper.h"

#include "core/run/directory/folders.h"
#include "core/run/directory/runlock.h"
#include "core/run/directory/status.h"

#include <sys/wait.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <deque>
#include <string>
#include <system_error>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Output to a file that grows; nothing from a terminal.
void redirect(const fs::path& log) {
    const int input = open("/dev/null", O_RDONLY);
    const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    dup2(input, STDIN_FILENO);
    if (output >= 0) {
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
    }
}

/// Runs the training once, in a process of its own, and answers its wait status; −1 where it could
/// not be started.
int trainOnce(const fs::path& program, const fs::path& runFolder) {
    const pid_t child = fork();
    if (child < 0) {
        return -1;
    }
    if (child == 0) {
        redirect(runFolder / "logs" / "rank-0.log");
        const std::string folder = runFolder.string();
        execl(program.c_str(), program.c_str(), "train", "--resume", folder.c_str(),
              static_cast<char*>(nullptr));
        constexpr int kNotStarted = 127;
        _exit(kNotStarted);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

void noteEnd(const fs::path& runFolder, int waitStatus) {
    // Held by another where the training was refused because it works already: the status is its.
    const auto lock = run::FileLock::take(runFolder / "lock");
    if (!lock) {
        return;
    }
    auto status = run::readStatus(runFolder);
    if (!status) {
        return; // the child never came to write one; its log says why
    }
    if (WIFSIGNALED(waitStatus)) {
        status->state = run::RunState::Killed;
        status->reason = "by signal " + std::to_string(WTERMSIG(waitStatus));
        status->exit = run::ProcessExit{.signal = WTERMSIG(waitStatus)};
    } else {
        status->exit = run::ProcessExit{.code = WEXITSTATUS(waitStatus)};
        if (!hasEnded(status->state)) {
            status->state = run::RunState::Failed;
            status->reason = "exit code " + std::to_string(WEXITSTATUS(waitStatus));
        }
    }
    // A status that cannot be written is found out by its reader: the process is gone.
    (void)run::writeStatus(runFolder, *status);
}

/// The keeper's whole life.
void keep(const fs::path& program, const fs::path& runFolder) {
    constexpr std::size_t kMostRestarts = 3;
    constexpr std::chrono::minutes kWithin{10};
    std::deque<Clock::time_point> restarts;
    while (true) {
        const int status = trainOnce(program, runFolder);
        noteEnd(runFolder, status);
        // Whoever exits by itself has said why; only what was torn away is tried again.
        if (!WIFSIGNALED(status)) {
            return;
        }
        const auto now = Clock::now();
        while (!restarts.empty() && now - restarts.front() > kWithin) {
            restarts.pop_front();
        }
        if (restarts.size() >= kMostRestarts) {
            return;
        }
        restarts.push_back(now);
    }
}

Problem notStarted(const fs::path& runFolder) {
    return {"The keeper of the run could not be started: " +
                std::generic_category().message(errno),
            runFolder.string(), "Close some programs, or train without --detach"};
}

} // namespace

Outcome<pid_t> startKeeper(const fs::path& runFolder) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error) {
        return Problem{"This program does not find itself: " + error.message(), "/proc/self/exe",
                       "Mount /proc"};
    }
    if (auto made = run::makeFolder(runFolder / "logs"); !made) {
        return made.as<pid_t>();
    }
    std::array<int, 2> pipe{};
    if (pipe2(pipe.data(), O_CLOEXEC) != 0) {
        return notStarted(runFolder);
    }
    const pid_t first = fork();
    if (first < 0) {
        return notStarted(runFolder);
    }
    if (first == 0) {
        // A session of its own, then a second fork: no terminal can ever be taken again, and init
        // becomes the parent.
        setsid();
        const pid_t second = fork();
        if (second != 0) {
            const bool told = write(pipe[1], &second, sizeof second) == sizeof second;
            _exit(told && second > 0 ? 0 : 1);
        }
        close(pipe[0]);
        close(pipe[1]);
        redirect(runFolder / "logs" / "keeper.log");
        keep(program, runFolder);
        _exit(0);
    }
    close(pipe[1]);
    pid_t keeper = -1;
    const bool heard = read(pipe[0], &keeper, sizeof keeper) == sizeof keeper;
    close(pipe[0]);
    while (waitpid(first, nullptr, 0) < 0 && errno == EINTR) {
    }
    return heard && keeper > 0 ? Outcome<pid_t>(keeper) : Outcome<pid_t>(notStarted(runFolder));
}

} // namespace vitrine::app
