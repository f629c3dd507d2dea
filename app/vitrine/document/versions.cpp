#include "app/vitrine/document/versions.h"

#include "core/base/files.h"

#include <string>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostVersion = std::size_t{64} << 20;

} // namespace

fs::path previousVersion(const fs::path& file, int number) {
    return file.parent_path() / (file.filename().string() + "~" + std::to_string(number));
}

Outcome<Done> keepPreviousVersions(const fs::path& file, int count) {
    std::error_code error;
    if (!fs::exists(file, error)) {
        return Done{};
    }
    auto now = readFile(file, kMostVersion);
    if (!now) {
        return now.as<Done>();
    }
    for (int number = count - 1; number >= 1; --number) {
        const fs::path from = previousVersion(file, number);
        if (fs::exists(from, error)) {
            fs::rename(from, previousVersion(file, number + 1), error);
            if (error) {
                return Problem{"The previous versions could not be kept", from.string(),
                               "Check the rights of the folder, or save elsewhere"};
            }
        }
    }
    return saveAtomically(previousVersion(file, 1), *now);
}

} // namespace vitrine::app
