#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace vitrine {

/// Reads a regular file whole; symbolic links are followed. A Problem if it is missing, no regular
/// file (a pipe or device is never waited for), or larger than `limit` bytes.
[[nodiscard]] Outcome<std::string> readFile(const std::filesystem::path& file, std::size_t limit);

struct SaveOptions {
    bool durable = false; ///< also fsync the folder: for documents and runs
    /// Size of the file to come where it is known, else 0. Above 64 MiB, 1.1 × as much must be free
    /// before the first byte is written.
    std::uintmax_t expectedBytes = 0;
};

/// Receives the bytes of a file in order; answers false once writing has failed, so that the
/// writer may stop early. The failure itself is reported by saveAtomically.
using ByteSink = std::function<bool(std::span<const std::byte>)>;
using Writer = std::function<Outcome<Done>(const ByteSink&)>;

/// The one way to write a file: into a temporary one in the same folder, every write checked,
/// synced, its size compared, then renamed. On any failure the old file is untouched, the temporary
/// one removed, and the Problem tells the free space. Symbolic links are followed; a file that is
/// replaced hands on its mode. A read-only file, a folder or a device is refused. The writer's own
/// Problem or cancellation is passed on; exceptions leave the old file untouched as well.
[[nodiscard]] Outcome<Done> saveAtomically(const std::filesystem::path& file, const Writer& writer,
                                           const SaveOptions& options = {});

/// The same for a text that is already in memory.
[[nodiscard]] Outcome<Done> saveAtomically(const std::filesystem::path& file, std::string_view text,
                                           const SaveOptions& options = {});

} // namespace vitrine
