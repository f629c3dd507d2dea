#pragma once

#include "app/vitrine/document/places.h"

#include "core/base/json.h"

#include <filesystem>

namespace vitrine::app {

/// Where the paths of a document start from.
struct PathRoots {
    std::filesystem::path folder; ///< of the document
    std::filesystem::path cache;
};

struct ReadPath {
    std::filesystem::path path; ///< absolute; empty where the member is missing or empty
    bool absolute = false;      ///< it stood there as an absolute or network path
};

/// Sets "path", and "base": "cache" for what lies below the cache folder.
void setPath(Json& json, const std::filesystem::path& path, const PathRoots& roots);

[[nodiscard]] ReadPath readPath(const Json& json, const PathRoots& roots);

} // namespace vitrine::app
