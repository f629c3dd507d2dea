#pragma once

#include "core/base/outcome.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace vitrine::plugin {

/// What the person decided on plugins, by name, and what happened to them. A plain value, kept in
/// `plugins.json` of the state folder.
struct Approvals {
    std::map<std::string, std::string> enabled; ///< name → content hash
    std::set<std::string> disabled;             ///< installed ones that are not wanted
    std::map<std::string, std::string> crashed; ///< name → content hash that ended the program

    bool operator==(const Approvals&) const = default;
};

/// No file means that nothing was decided.
[[nodiscard]] Outcome<Approvals> readApprovals(const std::filesystem::path& stateFolder);

[[nodiscard]] Outcome<Done> saveApprovals(const std::filesystem::path& stateFolder,
                                          const Approvals& approvals);

} // namespace vitrine::plugin
