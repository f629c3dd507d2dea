#include "core/plugin/loadmark.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <system_error>

namespace vitrine::plugin {

namespace {

namespace fs = std::filesystem;

// Names of plugins have no dots, so that these parts can be told apart.
constexpr std::string_view kPrefix = "loading.";

bool lock(int descriptor) {
    return retryInterrupted([&] { return ::flock(descriptor, LOCK_EX | LOCK_NB); }) == 0;
}

} // namespace

Outcome<std::unique_ptr<LoadMark>> LoadMark::set(const fs::path& stateFolder,
                                                 const std::string& name,
                                                 const std::string& hash) {
    std::error_code failed;
    fs::create_directories(stateFolder, failed);
    const fs::path file = stateFolder / (std::string(kPrefix) + name + "." + hash + "." +
                                         std::to_string(::getpid()));
    const int descriptor = retryInterrupted(
        [&] { return ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600); });
    if (descriptor < 0) {
        return Problem{"The mark of a plugin being loaded cannot be set: " + reasonOf(errno),
                       file.string(), "Check the rights of the state folder"};
    }
    std::unique_ptr<LoadMark> mark(new LoadMark(file, descriptor));
    if (!lock(descriptor)) {
        return Problem{"The mark of a plugin being loaded is held by another program",
                       file.string(), "Try again"};
    }
    return mark;
}

LoadMark::LoadMark(fs::path file, int descriptor)
    : file_(std::move(file))
    , descriptor_(descriptor) {}

LoadMark::~LoadMark() {
    ::unlink(file_.c_str());
}

std::vector<std::pair<std::string, std::string>> takeLeftMarks(const fs::path& stateFolder) {
    std::vector<std::pair<std::string, std::string>> left;
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(stateFolder, unreadable)) {
        const std::string name = entry.path().filename();
        if (!name.starts_with(kPrefix)) {
            continue;
        }
        const Descriptor file(::open(entry.path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
        if (!file.valid() || !lock(file.number())) {
            continue;
        }
        const std::size_t dot = name.find('.', kPrefix.size());
        const std::size_t last = name.rfind('.');
        // A program that has just loaded its plugin removes the mark by itself.
        if (dot < last && ::unlink(entry.path().c_str()) == 0) {
            left.emplace_back(name.substr(kPrefix.size(), dot - kPrefix.size()),
                              name.substr(dot + 1, last - dot - 1));
        }
    }
    return left;
}

} // namespace vitrine::plugin
