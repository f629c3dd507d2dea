#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace vitrine::run {

/// SHA-256 of files, remembered in a file by path, size and time of change, so that a model of
/// gigabytes is not read at every start.
class FileHashes {
public:
    /// A cache that is missing or makes no sense is begun anew.
    explicit FileHashes(std::filesystem::path cacheFile);

    [[nodiscard]] Outcome<std::string> ofFile(const std::filesystem::path& file, const Tick& tick = {});

    /// Of a folder: over the names and hashes of its regular files, sorted by name; subfolders are
    /// left out. Of a file: its own.
    [[nodiscard]] Outcome<std::string> of(const std::filesystem::path& path, const Tick& tick = {});

    /// Writes the cache if it changed.
    [[nodiscard]] Outcome<Done> save() const;

private:
    struct Known {
        std::int64_t size = 0;
        std::int64_t modified = 0; ///< nanoseconds
        std::string hash;
    };

    std::filesystem::path cacheFile_;
    std::map<std::string, Known> known_;
    bool changed_ = false;
};

} // namespace vitrine::run
