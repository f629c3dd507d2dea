#include "core/base/files.h"

#include "core/base/posix.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace vitrine {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kCheckFreeAbove = std::uintmax_t{64} << 20;
constexpr int kMaxLinks = 40;
constexpr int kMaxNameTries = 100;

std::optional<std::uintmax_t> freeBytes(const fs::path& folder) {
    struct statvfs info {};
    if (::statvfs(folder.c_str(), &info) != 0) {
        return std::nullopt;
    }
    return static_cast<std::uintmax_t>(info.f_bavail) * info.f_frsize;
}

fs::path folderOf(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

Problem saveProblem(const fs::path& file, const std::string& what) {
    const auto free = freeBytes(folderOf(file));
    return {.what = "The file was not saved: " + what,
            .where = file.string() + (free ? ", " + sizeText(*free) + " free there" : ""),
            .advice = "What was there before is untouched. Free some space or save elsewhere"};
}

/// Follows symbolic links by hand, because the last one may point to a file still to be made.
Outcome<fs::path> resolveLinks(const fs::path& file) {
    fs::path path = file;
    for (int links = 0; links < kMaxLinks; ++links) {
        std::error_code error;
        if (!fs::is_symlink(fs::symlink_status(path, error))) {
            return path;
        }
        const fs::path target = fs::read_symlink(path, error);
        if (error) {
            return saveProblem(file, error.message());
        }
        path = target.is_absolute() ? target : folderOf(path) / target;
    }
    return saveProblem(file, "its symbolic links lead round in a circle");
}

/// The mode that the new file gets: that of the old one, else what the umask leaves (nothing here).
Outcome<std::optional<mode_t>> modeOfOld(const fs::path& file) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) {
        if (errno == ENOENT) {
            return std::optional<mode_t>();
        }
        return saveProblem(file, reasonOf(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return saveProblem(file, "what is there is no ordinary file");
    }
    if (::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0) {
        return saveProblem(file, "the file there is protected (" + reasonOf(errno) + ")");
    }
    return std::optional<mode_t>(info.st_mode & 07777U);
}

/// The temporary file: made with O_EXCL in the target's folder, removed unless it was renamed.
class Temporary {
public:
    static Outcome<std::unique_ptr<Temporary>> make(const fs::path& target,
                                                    std::optional<mode_t> mode) {
        // Nobody else reads the new content of a private file on the way.
        const mode_t creation = mode ? 0600 : 0666;
        const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
        for (int attempt = 0; attempt < kMaxNameTries; ++attempt) {
            const std::string name = ".vitrine-" + std::to_string(::getpid()) + "-" +
                                     std::to_string(now + attempt) + ".tmp";
            const fs::path path = folderOf(target) / name;
            const int number = retryInterrupted([&] {
                return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                              creation);
            });
            if (number >= 0) {
                return std::unique_ptr<Temporary>(new Temporary(path, number));
            }
            if (errno != EEXIST) {
                return saveProblem(target, reasonOf(errno));
            }
        }
        return saveProblem(target, "no free name for a temporary file beside it");
    }

    ~Temporary() {
        if (!renamed_) {
            ::unlink(path_.c_str());
        }
    }

    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    [[nodiscard]] bool write(std::span<const std::byte> bytes) {
        while (error_ == 0 && !bytes.empty()) {
            const ssize_t count = retryInterrupted(
                [&] { return ::write(descriptor_.number(), bytes.data(), bytes.size()); });
            if (count > 0) {
                bytes = bytes.subspan(static_cast<std::size_t>(count));
                written_ += static_cast<std::uintmax_t>(count);
            } else {
                error_ = count < 0 ? errno : ENOSPC;
            }
        }
        return error_ == 0;
    }

    /// Mode, fsync, size, close. Answers the reason of a failure, or nothing.
    [[nodiscard]] std::string finish(std::optional<mode_t> mode) {
        if (error_ != 0) {
            return reasonOf(error_);
        }
        if (mode && ::fchmod(descriptor_.number(), *mode) != 0) {
            return reasonOf(errno);
        }
        // A failed fsync is never repeated: the kernel has forgotten the pages by then.
        if (retryInterrupted([&] { return ::fsync(descriptor_.number()); }) != 0) {
            return reasonOf(errno);
        }
        struct stat info {};
        if (::fstat(descriptor_.number(), &info) != 0) {
            return reasonOf(errno);
        }
        if (static_cast<std::uintmax_t>(info.st_size) != written_) {
            return "the file has " + std::to_string(info.st_size) + " bytes instead of " +
                   std::to_string(written_);
        }
        return descriptor_.close() ? "" : reasonOf(errno);
    }

    [[nodiscard]] std::string renameTo(const fs::path& target) {
        if (::rename(path_.c_str(), target.c_str()) != 0) {
            return reasonOf(errno);
        }
        renamed_ = true;
        return "";
    }

private:
    Temporary(fs::path path, int number)
        : path_(std::move(path))
        , descriptor_(number) {}

    fs::path path_;
    Descriptor descriptor_;
    std::uintmax_t written_ = 0;
    int error_ = 0;
    bool renamed_ = false;
};

/// Makes the rename itself survive a power cut. Some network file systems cannot; that is no
/// failure.
Outcome<Done> syncFolder(const fs::path& file) {
    const Descriptor folder(retryInterrupted(
        [&] { return ::open(folderOf(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (folder.valid() && retryInterrupted([&] { return ::fsync(folder.number()); }) == 0) {
        return Done{};
    }
    if (folder.valid() && (errno == EINVAL || errno == ENOTSUP)) {
        return Done{};
    }
    return Problem{.what = "The file is saved, but may not survive a power cut: " + reasonOf(errno),
                   .where = file.string(),
                   .advice = "Save once more, or to another disk"};
}

Outcome<Done> checkFree(const fs::path& file, std::uintmax_t bytes) {
    const auto free = freeBytes(folderOf(file));
    const std::uintmax_t wanted = bytes + bytes / 10;
    if (bytes > kCheckFreeAbove && free && *free < wanted) {
        return saveProblem(file, "it needs " + sizeText(wanted) + " of free space");
    }
    return Done{};
}

} // namespace

Outcome<Done> saveAtomically(const fs::path& file, const Writer& writer,
                             const SaveOptions& options) {
    const Outcome<fs::path> target = resolveLinks(file);
    if (!target) {
        return target.as<Done>();
    }
    const auto mode = modeOfOld(*target);
    if (!mode) {
        return mode.as<Done>();
    }
    if (Outcome<Done> enough = checkFree(*target, options.expectedBytes); !enough) {
        return enough;
    }
    const auto temporary = Temporary::make(*target, *mode);
    if (!temporary) {
        return temporary.as<Done>();
    }
    Temporary& output = **temporary;
    bool writing = true;
    const Outcome<Done> written = writer([&](std::span<const std::byte> bytes) {
        writing = output.write(bytes);
        return writing;
    });
    // A writer that stopped because writing failed has nothing better to say than the reason.
    if (!written && writing) {
        return written;
    }
    if (const std::string reason = output.finish(*mode); !reason.empty()) {
        return saveProblem(*target, reason);
    }
    if (const std::string reason = output.renameTo(*target); !reason.empty()) {
        return saveProblem(*target, reason);
    }
    return options.durable ? syncFolder(*target) : Outcome<Done>(Done{});
}

Outcome<Done> saveAtomically(const fs::path& file, std::string_view text,
                             const SaveOptions& options) {
    SaveOptions sized = options;
    sized.expectedBytes = text.size();
    return saveAtomically(
        file,
        [text](const ByteSink& sink) -> Outcome<Done> {
            sink(std::as_bytes(std::span(text)));
            return Done{};
        },
        sized);
}

} // namespace vitrine
