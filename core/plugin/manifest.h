#pragma once

#include "core/base/outcome.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::plugin {

/// What `plugin.json` says: read before any code of the plugin is loaded.
struct Manifest {
    std::string name; ///< of the folder, too; the library is <name>.so beside the file
    std::int64_t api = 0;
    std::string abi; ///< of the build: compiler, library and processor
    std::string version;
    std::string kind; ///< "perturbations" or "readers"
    std::vector<std::string> provides; ///< ids
    std::string description;
};

inline constexpr std::int64_t kPluginApi = 1;
inline constexpr const char* kManifestFile = "plugin.json";

/// The tag that a plugin must carry to fit into this program.
[[nodiscard]] std::string_view pluginAbi();

/// Reads and checks the form: every key there, of its type, and no other; a name of lower-case
/// letters, digits and dashes that is the folder's.
[[nodiscard]] Outcome<Manifest> readManifest(const std::filesystem::path& folder);

/// Whether a plugin of this manifest can be loaded into this program.
[[nodiscard]] Outcome<Done> checkFits(const Manifest& manifest,
                                      const std::filesystem::path& folder);

} // namespace vitrine::plugin
