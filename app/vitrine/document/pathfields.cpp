#include "app/vitrine/document/pathfields.h"

#include "app/vitrine/document/jsonfields.h"

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

// Whether `relative` stays below where it starts.
bool below(const fs::path& relative) {
    return !relative.empty() && *relative.begin() != "..";
}

} // namespace

void setPath(Json& json, const fs::path& path, const PathRoots& roots) {
    const fs::path inCache = path.lexically_relative(roots.cache);
    if (below(inCache)) {
        json.set("base", "cache");
        json.set("path", inCache.generic_string());
        return;
    }
    if (json.find("base") != nullptr) {
        json.set("base", "document");
    }
    json.set("path", path.lexically_relative(roots.folder).generic_string());
}

ReadPath readPath(const Json& json, const PathRoots& roots) {
    const fs::path written = textOf(json, "path");
    if (written.empty()) {
        return {};
    }
    const bool fromCache = textOf(json, "base") == "cache";
    const fs::path joined = (fromCache ? roots.cache : roots.folder) / written;
    return {.path = joined.lexically_normal(),
            .absolute = written.is_absolute() || written.string().starts_with("\\\\")};
}

} // namespace vitrine::app
