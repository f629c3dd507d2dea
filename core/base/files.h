#pragma once

#include "core/base/outcome.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace vitrine {

/// Reads a regular file whole. A Problem if it is missing, no regular file, or larger than `limit`.
[[nodiscard]] Outcome<std::string> readFile(const std::filesystem::path& file, std::size_t limit);

struct SaveOptions {
    bool durable = false; ///< also fsync the folder: for documents and runs
};

/// Receives the bytes of a file in order; answers false once writing has failed, so that the
/// writer may stop early. The failure itself is reported by saveAtomically.
using ByteSink = std::function<bool(std::span<const std::byte>)>;
using Writer = std::function<Outcome<Done>(const ByteSink&)>;

/// The one way to write a file: into a temporary one in the same folder, every write checked,
/// synced, its size compared, then renamed. On any failure the old file is untouched, the temporary
/// one removed, and the Problem tells the free space. Symbolic links are followed.
[[nodiscard]] Outcome<Done> saveAtomically(const std::filesystem::path& file, const Writer& writer,
                                           const SaveOptions& options = {});

/// The same for a text that is already in memory.
[[nodiscard]] Outcome<Done> saveAtomically(const std::filesystem::path& file, std::string_view text,
                                           const SaveOptions& options = {});

} // namespace vitrine
