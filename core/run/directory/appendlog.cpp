#include "core/run/directory/appendlog.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace vitrine::run {

AppendLog::AppendLog(std::filesystem::path path, int descriptor, std::uint64_t size, bool stream)
    : path_(std::move(path))
    , descriptor_(descriptor)
    , size_(size)
    , stream_(stream) {}

Problem AppendLog::problem(const std::string& what) const {
    return {.what = "The log cannot be written: " + what,
            .where = path_.string(),
            .advice = "Free some space or check the disk; what was written stays valid"};
}

Outcome<std::unique_ptr<AppendLog>> AppendLog::open(const std::filesystem::path& file) {
    const int number = retryInterrupted([&] {
        return ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
    });
    std::unique_ptr<AppendLog> log(new AppendLog(file, number, 0, /*stream=*/false));
    struct stat info {};
    if (number < 0 || ::fstat(number, &info) != 0) {
        return log->problem(reasonOf(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return log->problem("what is there is no ordinary file");
    }
    log->size_ = static_cast<std::uint64_t>(info.st_size);
    return log;
}

Outcome<std::unique_ptr<AppendLog>> AppendLog::onStream(int descriptor) {
    const int number = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    std::unique_ptr<AppendLog> log(new AppendLog("standard output", number, 0, /*stream=*/true));
    if (number < 0) {
        return log->problem(reasonOf(errno));
    }
    return log;
}

Outcome<Done> AppendLog::append(std::string_view bytes) {
    if (stream_) {
        return appendToStream(bytes);
    }
    const ssize_t count = retryInterrupted(
        [&] { return ::write(descriptor_.number(), bytes.data(), bytes.size()); });
    if (count == static_cast<ssize_t>(bytes.size())) {
        size_ += bytes.size();
        return Done{};
    }
    const std::string reason = reasonOf(count < 0 ? errno : ENOSPC);
    if (count > 0) {
        if (Outcome<Done> whole = cut(size_); !whole) {
            return whole;
        }
    }
    return problem(reason);
}

Outcome<Done> AppendLog::appendToStream(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = retryInterrupted(
            [&] { return ::write(descriptor_.number(), bytes.data(), bytes.size()); });
        if (count < 0) {
            return problem(reasonOf(errno));
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
        size_ += static_cast<std::uint64_t>(count);
    }
    return Done{};
}

Outcome<Done> AppendLog::sync() {
    if (stream_ || retryInterrupted([&] { return ::fdatasync(descriptor_.number()); }) == 0) {
        return Done{};
    }
    return problem(reasonOf(errno));
}

Outcome<Done> AppendLog::cut(std::uint64_t bytes) {
    if (retryInterrupted([&] {
            return ::ftruncate(descriptor_.number(), static_cast<off_t>(bytes));
        }) != 0) {
        return problem(reasonOf(errno));
    }
    size_ = bytes;
    return Done{};
}

Outcome<Done> overwrite(int descriptor, std::string_view text, const std::filesystem::path& file) {
    const ssize_t count = retryInterrupted(
        [&] { return ::pwrite(descriptor, text.data(), text.size(), /*offset=*/0); });
    const bool whole = count == static_cast<ssize_t>(text.size());
    if (whole && retryInterrupted([&] {
            return ::ftruncate(descriptor, static_cast<off_t>(text.size()));
        }) == 0) {
        return Done{};
    }
    return Problem{.what = "The file cannot be written: " +
                           reasonOf(whole || count < 0 ? errno : ENOSPC),
                   .where = file.string(),
                   .advice = "Free some space or check the disk"};
}

} // namespace vitrine::run
