#pragma once

#include "app/vitrine/document/places.h"
#include "app/vitrine/document/workspace.h"

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::app {

inline constexpr int kWorkspaceSchema = 1;

/// What opening a document found.
struct OpenedWorkspace {
    Workspace workspace;
    bool newer = false; ///< written by a newer schema: read only
    std::vector<std::filesystem::path> missing; ///< models and tokenizers that are not there
    std::vector<std::filesystem::path> absolute; ///< named by an absolute or network path

    bool operator==(const OpenedWorkspace&) const = default;
};

/// The document as JSON. Paths are written relative to `file`'s folder, or to the cache folder for
/// what lies below it; texts that are no UTF-8 in base 64. Members that were not understood when it
/// was opened are kept.
[[nodiscard]] Json toJson(const Workspace& workspace, const std::filesystem::path& file,
                          const Places& places);

/// The other way. A Problem where it is no Vitrine document; entries that make no sense are left
/// out.
[[nodiscard]] Outcome<OpenedWorkspace> workspaceFromJson(const Json& json,
                                                         const std::filesystem::path& file,
                                                         const Places& places);

} // namespace vitrine::app
