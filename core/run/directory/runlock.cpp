#include "core/run/directory/runlock.h"

#include "core/base/files.h"
#include "core/run/directory/appendlog.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

namespace vitrine::run {

namespace {

constexpr std::size_t kLockBytes = 4096;

Problem lockProblem(const std::filesystem::path& file, const std::string& what,
                    const std::string& advice) {
    return {.what = what, .where = file.string(), .advice = advice};
}

} // namespace

std::optional<ProcessId> holderOf(const std::filesystem::path& lockFile) {
    const auto text = readFile(lockFile, kLockBytes);
    if (!text) {
        return std::nullopt;
    }
    const auto json = parseJson(*text, lockFile.string());
    return json ? processFrom(*json) : std::nullopt;
}

Outcome<std::unique_ptr<FileLock>> FileLock::take(const std::filesystem::path& file) {
    const int number = retryInterrupted([&] {
        return ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    });
    std::unique_ptr<FileLock> lock(new FileLock(number));
    if (number < 0) {
        return lockProblem(file, "The lock cannot be opened: " + reasonOf(errno),
                           "Check your rights in that folder");
    }
    if (retryInterrupted([&] { return ::flock(number, LOCK_EX | LOCK_NB); }) != 0) {
        if (errno != EWOULDBLOCK) {
            return lockProblem(file, "The lock cannot be taken: " + reasonOf(errno),
                               "Use a folder on a file system that knows locks");
        }
        const auto holder = holderOf(file);
        return lockProblem(file,
                           "Somebody else is writing here" +
                               (holder ? ": " + describe(*holder) : std::string()),
                           "Wait until it has ended, or stop it");
    }
    if (const auto named = overwrite(number, toJson(thisProcess()).dump(), file); !named) {
        return named.as<std::unique_ptr<FileLock>>();
    }
    return lock;
}

} // namespace vitrine::run
