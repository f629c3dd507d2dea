#pragma once

#include "core/base/tick.h"
#include "core/media/codec/clip/av.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace vitrine::media {

/// When a piece of work has to end: the person's cancel, or its time is over. Asked by FFmpeg
/// between its reads, from any of our threads.
class Deadline {
public:
    using Clock = std::chrono::steady_clock;

    Deadline(const Tick& tick, double seconds)
        : tick_(tick)
        , end_(Clock::now() +
               std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds))) {
    }

    [[nodiscard]] bool passed() const { return tick_.stopped() || Clock::now() > end_; }
    [[nodiscard]] bool cancelled() const { return tick_.stopped(); }
    [[nodiscard]] const Tick& tick() const { return tick_; }

private:
    Tick tick_;
    Clock::time_point end_;
};

/// The bytes of one clip: an open file or memory. Shared by several readers, each with its own
/// position.
class ClipBytes {
public:
    /// A duplicate of a descriptor; `bytes` is the size at opening: what is added later is not seen,
    /// so that a file that somebody keeps writing has an end.
    ClipBytes(int descriptor, std::int64_t bytes);
    explicit ClipBytes(std::span<const std::byte> memory);
    ~ClipBytes();
    ClipBytes(const ClipBytes&) = delete;
    ClipBytes& operator=(const ClipBytes&) = delete;

    [[nodiscard]] std::int64_t size() const { return size_; }

    /// Copies up to `count` bytes from `at`; 0 at the end, below 0 for an error.
    [[nodiscard]] int read(std::int64_t at, std::uint8_t* to, int count) const;

private:
    int descriptor_ = -1;
    std::span<const std::byte> memory_;
    std::int64_t size_ = 0;
};

/// FFmpeg's view of the bytes: the only way in which it may read anything.
class ClipSource {
public:
    ClipSource(std::shared_ptr<const ClipBytes> bytes, const Deadline* deadline);
    ~ClipSource();
    ClipSource(const ClipSource&) = delete;
    ClipSource& operator=(const ClipSource&) = delete;

    [[nodiscard]] AVIOContext* context() const { return context_; }
    [[nodiscard]] bool deadlinePassed() const { return deadline_ != nullptr && deadline_->passed(); }

private:
    static int readPacket(void* self, std::uint8_t* to, int count);
    static std::int64_t seek(void* self, std::int64_t offset, int whence);

    std::shared_ptr<const ClipBytes> bytes_;
    const Deadline* deadline_;
    AVIOContext* context_ = nullptr;
    std::int64_t at_ = 0;
};

} // namespace vitrine::media
