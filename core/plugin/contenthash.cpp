#include "core/plugin/contenthash.h"

#include "core/base/sha256.h"

#include <algorithm>
#include <vector>

namespace vitrine::plugin {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 1000;
constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} << 20;

Problem strange(const fs::path& path, std::string what) {
    return {std::move(what), path.string(), "Remove the plugin, or install it again"};
}

Outcome<std::vector<fs::path>> filesOf(const fs::path& folder) {
    std::vector<fs::path> files;
    std::uintmax_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        const fs::file_status status = it->symlink_status(error);
        if (fs::is_directory(status)) {
            continue;
        }
        if (!fs::is_regular_file(status)) {
            return strange(it->path(), "A link or device lies in the plugin's folder");
        }
        bytes += it->file_size(error);
        files.push_back(it->path());
        if (files.size() > kMostFiles || bytes > kMostBytes) {
            return strange(folder, "The plugin has more than 1,000 files or 256 MiB");
        }
    }
    if (error) {
        return strange(folder, "The plugin cannot be read: " + error.message());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace

Outcome<std::string> contentHash(const fs::path& folder) {
    const auto files = filesOf(folder);
    if (!files) {
        return files.as<std::string>();
    }
    Sha256 all;
    for (const fs::path& file : *files) {
        const auto content = sha256OfFile(file);
        if (!content) {
            return content;
        }
        // The content's digest has one length, so that no two folders give the same text.
        all.add(file.lexically_relative(folder).generic_string());
        all.add(std::string_view("\0", 1));
        all.add(*content);
    }
    return all.finishHex();
}

} // namespace vitrine::plugin
