#include "core/run/directory/wholefolder.h"

#include "core/run/directory/folders.h"

#include <system_error>

namespace vitrine::run {

namespace fs = std::filesystem;

Outcome<Done> makeWholeFolder(const fs::path& folder,
                              const std::function<Outcome<Done>(const fs::path&)>& fill) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
        return Problem{"The folder to export into is not empty", folder.string(),
                       "Choose another folder, or empty this one"};
    }
    fs::path aside = fs::absolute(folder, error);
    if (aside.filename().empty()) {
        aside = aside.parent_path(); // "name/"
    }
    aside = aside.parent_path() / ("." + aside.filename().string() + ".partial");
    fs::remove_all(aside, error);
    if (auto made = makeFolder(aside); !made) {
        return made;
    }
    Outcome<Done> filled = fill(aside);
    if (filled) {
        fs::remove(folder, error); // an empty one
        filled = moveTo(aside, folder);
    }
    if (!filled) {
        fs::remove_all(aside, error);
    }
    return filled;
}

} // namespace vitrine::run
