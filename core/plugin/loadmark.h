#pragma once

#include "core/base/outcome.h"
#include "core/base/posix.h"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::plugin {

/// A file of the state folder that lies there, and is locked, while a plugin is being loaded. One
/// that is left without a lock says that the program ended in between.
class LoadMark {
public:
    [[nodiscard]] static Outcome<std::unique_ptr<LoadMark>>
    set(const std::filesystem::path& stateFolder, const std::string& name,
        const std::string& hash);

    /// Takes the mark away: the plugin is loaded, or could not be.
    ~LoadMark();
    LoadMark(const LoadMark&) = delete;
    LoadMark& operator=(const LoadMark&) = delete;

private:
    LoadMark(std::filesystem::path file, int descriptor);

    std::filesystem::path file_;
    Descriptor descriptor_;
};

/// Name and content hash of the plugins that ended a program while they were loaded; their marks are
/// removed. Those that another program is loading now are not among them.
[[nodiscard]] std::vector<std::pair<std::string, std::string>>
takeLeftMarks(const std::filesystem::path& stateFolder);

} // namespace vitrine::plugin
