#pragma once

#include "core/base/outcome.h"
#include "core/base/posix.h"
#include "core/run/directory/process.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace vitrine::run {

/// One writer at a time: an flock on a file that names its holder. The lock goes with the process,
/// however it ends.
class FileLock {
public:
    /// Takes the lock without waiting. A live holder is named in the Problem.
    [[nodiscard]] static Outcome<std::unique_ptr<FileLock>>
    take(const std::filesystem::path& file);

private:
    explicit FileLock(int descriptor)
        : descriptor_(descriptor) {}

    Descriptor descriptor_;
};

/// Who a lock file names, live or not.
[[nodiscard]] std::optional<ProcessId> holderOf(const std::filesystem::path& lockFile);

} // namespace vitrine::run
