#include "core/run/logs/logtail.h"

#include "core/base/posix.h"
#include "core/base/utf8.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <system_error>

namespace vitrine::run {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostRead = std::uint64_t{256} << 10;

Problem problem(const fs::path& path, const std::string& what) {
    return {.what = "The run's log cannot be read: " + what,
            .where = path.string(),
            .advice = "Check that the run's folder is still there"};
}

// Which log to show; empty if there is none.
Outcome<fs::path> logOf(const fs::path& folder) {
    std::error_code error;
    if (fs::is_regular_file(folder / "rank-0.log", error)) {
        return folder / "rank-0.log";
    }
    fs::path newest;
    fs::file_time_type changed = fs::file_time_type::min();
    fs::directory_iterator at(folder, error);
    if (error) {
        return problem(folder, error.message());
    }
    for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
        std::error_code unknown;
        const fs::file_time_type written = fs::last_write_time(at->path(), unknown);
        if (!unknown && at->path().extension() == ".log" && written >= changed) {
            newest = at->path();
            changed = written;
        }
    }
    return newest;
}

Outcome<std::string> endOf(const fs::path& file, bool& cut) {
    const Descriptor log(retryInterrupted(
        [&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); }));
    struct stat info {};
    if (!log.valid() || ::fstat(log.number(), &info) != 0) {
        return problem(file, reasonOf(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return problem(file, "it is no ordinary file");
    }
    const auto size = static_cast<std::uint64_t>(info.st_size);
    const std::uint64_t begin = size - std::min(size, kMostRead);
    cut = begin > 0;
    std::string text(size - begin, '\0');
    std::size_t filled = 0;
    while (filled < text.size()) {
        const ssize_t count = retryInterrupted([&] {
            return ::pread(log.number(), text.data() + filled, text.size() - filled,
                           static_cast<off_t>(begin + filled));
        });
        if (count < 0) {
            return problem(file, reasonOf(errno));
        }
        if (count == 0) {
            break; // it became shorter meanwhile
        }
        filled += static_cast<std::size_t>(count);
    }
    text.resize(filled);
    return text;
}

} // namespace

Outcome<std::vector<std::string>> lastLogLines(const fs::path& runFolder, std::size_t count) {
    const auto log = logOf(runFolder / "logs");
    if (!log) {
        return log.as<std::vector<std::string>>();
    }
    std::vector<std::string> lines;
    if (log->empty()) {
        return lines;
    }
    bool cut = false;
    const auto text = endOf(*log, cut);
    if (!text) {
        return text.as<std::vector<std::string>>();
    }
    std::size_t begin = 0;
    while (begin < text->size()) {
        const std::size_t end = std::min(text->find('\n', begin), text->size());
        lines.push_back(toValidUtf8(std::string_view(*text).substr(begin, end - begin)));
        begin = end + 1;
    }
    if (cut && !lines.empty()) {
        lines.erase(lines.begin()); // its beginning was not read
    }
    if (lines.size() > count) {
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(count));
    }
    return lines;
}

} // namespace vitrine::run
