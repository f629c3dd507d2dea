#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::run {

/// One file of a checkpoint.
struct ManifestFile {
    std::string name; ///< bare: no folder in it
    std::uint64_t size = 0;
    std::uint32_t crc = 0; ///< CRC-32C of the content

    bool operator==(const ManifestFile&) const = default;
};

/// What MANIFEST.json says: written last, so that a checkpoint with a sound one is complete.
struct Manifest {
    std::int64_t step = 0;
    std::string configHash;
    std::string torch;
    std::string why; ///< "periodic", "best", "request", "pause", "stop"
    std::vector<ManifestFile> files;

    [[nodiscard]] std::uint64_t bytes() const; ///< of all files
    bool operator==(const Manifest&) const = default;
};

[[nodiscard]] Json toJson(const Manifest& manifest);
[[nodiscard]] Outcome<Manifest> manifestFrom(const Json& json, std::string_view where);

/// Reads MANIFEST.json of a checkpoint's folder.
[[nodiscard]] Outcome<Manifest> readManifest(const std::filesystem::path& checkpoint);

/// Reads every file that the manifest names and compares size and checksum. Reports bytes.
[[nodiscard]] Outcome<Done> verifyFiles(const std::filesystem::path& checkpoint,
                                        const Manifest& manifest, const Tick& tick = {});

} // namespace vitrine::run
