#pragma once

#include "core/base/outcome.h"
#include "core/base/posix.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace vitrine::run {

/// A file that only grows: events, TensorBoard records. One owner at a time (the run's lock).
class AppendLog {
public:
    /// Opens or makes the file. A symbolic link or anything but a regular file is refused.
    [[nodiscard]] static Outcome<std::unique_ptr<AppendLog>>
    open(const std::filesystem::path& file);

    /// For a stream that another process reads, such as standard output. Not closed at the end of
    /// the process's own descriptor: a duplicate is held.
    [[nodiscard]] static Outcome<std::unique_ptr<AppendLog>> onStream(int descriptor);

    /// All bytes in one write(), so that readers meet whole lines. What a full disk left of a
    /// short write is cut off again, and the same bytes may be appended later.
    [[nodiscard]] Outcome<Done> append(std::string_view bytes);

    /// The content reaches the disk (fdatasync). A stream needs none.
    [[nodiscard]] Outcome<Done> sync();

    /// Bytes in the file.
    [[nodiscard]] std::uint64_t size() const { return size_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    /// Ends the file behind its first `bytes`.
    [[nodiscard]] Outcome<Done> cut(std::uint64_t bytes);

private:
    AppendLog(std::filesystem::path path, int descriptor, std::uint64_t size, bool stream);

    [[nodiscard]] Outcome<Done> appendToStream(std::string_view bytes);
    [[nodiscard]] Problem problem(const std::string& what) const;

    std::filesystem::path path_;
    Descriptor descriptor_;
    std::uint64_t size_ = 0;
    bool stream_ = false;
};

/// Writes a text of at most one block over what the file held: for the heartbeat, which is touched
/// too often to be replaced by a rename, and for the lock, whose file must stay the same.
[[nodiscard]] Outcome<Done> overwrite(int descriptor, std::string_view text,
                                      const std::filesystem::path& file);

} // namespace vitrine::run
