#include "core/run/directory/folders.h"

#include "core/base/posix.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

Problem folderProblem(const fs::path& folder, const std::string& what, const std::string& reason) {
    return {.what = what + ": " + reason,
            .where = folder.string(),
            .advice = "Check your rights there and the disk"};
}

} // namespace

Outcome<Done> syncFolder(const fs::path& folder) {
    const Descriptor descriptor(retryInterrupted(
        [&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!descriptor.valid()) {
        return folderProblem(folder, "The folder cannot be opened", reasonOf(errno));
    }
    if (retryInterrupted([&] { return ::fsync(descriptor.number()); }) == 0 || errno == EINVAL ||
        errno == ENOTSUP) {
        return Done{};
    }
    return folderProblem(folder, "The folder cannot be synced", reasonOf(errno));
}

Outcome<Done> moveTo(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(to, error))) {
        return folderProblem(to, "It cannot be renamed", "something has that name already");
    }
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return folderProblem(from, "It cannot be renamed", reasonOf(errno));
    }
    return Done{};
}

Outcome<Done> makeFolder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder, error)) {
        return folderProblem(folder, "The folder cannot be made",
                             error ? error.message() : "a file has that name");
    }
    return Done{};
}

std::optional<std::uint64_t> freeBytes(const fs::path& folder) {
    struct statvfs info {};
    if (::statvfs(folder.c_str(), &info) != 0) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

} // namespace vitrine::run
