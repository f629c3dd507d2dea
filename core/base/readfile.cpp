#include "core/base/files.h"

#include "core/base/posix.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>

namespace vitrine {

namespace {

namespace fs = std::filesystem;

Problem readProblem(const fs::path& file, const std::string& what, const std::string& advice) {
    return {.what = "The file cannot be read: " + what, .where = file.string(), .advice = advice};
}

Outcome<std::string> readAll(const Descriptor& descriptor, const fs::path& file,
                             std::size_t expected, std::size_t limit) {
    constexpr std::size_t kStep = std::size_t{1} << 16;
    std::string text;
    std::size_t filled = 0;
    // One byte more than expected, so that the end is met without growing the text once more.
    text.resize(expected + 1);
    while (true) {
        if (filled == text.size()) {
            text.resize(filled + kStep);
        }
        const ssize_t count = retryInterrupted([&] {
            return ::read(descriptor.number(), text.data() + filled, text.size() - filled);
        });
        if (count < 0) {
            return readProblem(file, reasonOf(errno), "Check the disk");
        }
        filled += static_cast<std::size_t>(count);
        if (filled > limit) {
            return readProblem(file, "it has more than " + sizeText(limit),
                               "Check that this is the right file");
        }
        if (count == 0) {
            text.resize(filled);
            return text;
        }
    }
}

} // namespace

Outcome<std::string> readFile(const fs::path& file, std::size_t limit) {
    const Descriptor descriptor(retryInterrupted(
        [&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
    if (!descriptor.valid()) {
        return readProblem(file, reasonOf(errno), "Check its name and your rights");
    }
    struct stat info {};
    if (::fstat(descriptor.number(), &info) != 0) {
        return readProblem(file, reasonOf(errno), "Check the disk");
    }
    if (!S_ISREG(info.st_mode)) {
        return readProblem(file, "it is no ordinary file", "Choose a file");
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > limit) {
        return readProblem(file,
                           "it has " + sizeText(size) + ", the limit is " + sizeText(limit),
                           "Check that this is the right file");
    }
    return readAll(descriptor, file, size, limit);
}

std::string sizeText(std::uintmax_t bytes) {
    constexpr std::uintmax_t kStep = 1000;
    std::uintmax_t unit = 1;
    std::size_t name = 0;
    constexpr std::array<const char*, 5> kNames{" bytes", " kB", " MB", " GB", " TB"};
    while (bytes / unit >= kStep && name + 1 < kNames.size()) {
        unit *= kStep;
        ++name;
    }
    std::string text = std::to_string(bytes / unit);
    if (unit > 1) {
        text += "." + std::to_string(bytes % unit * 10 / unit);
    }
    return text + kNames[name];
}

} // namespace vitrine
