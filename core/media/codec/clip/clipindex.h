#pragma once

#include "core/base/outcome.h"
#include "core/media/codec/clip/clipfile.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::media {

/// Where each frame of a clip lies, from one walk over its packets.
class ClipIndex {
public:
    /// Reads all packets. A Problem above the limits on frames and duration, when the time is over,
    /// and for a clip without a frame.
    [[nodiscard]] static Outcome<ClipIndex> read(ClipFile& file, const std::string& where,
                                                 const MediaLimits& limits,
                                                 const Deadline& deadline);

    [[nodiscard]] std::int64_t frames() const { return static_cast<std::int64_t>(stamps_.size()); }

    /// Whether every packet has its own time stamp. Without, frames can only be counted from the
    /// start.
    [[nodiscard]] bool stamped() const { return stamped_; }

    /// Time stamps in order of showing, in the stream's units; for a clip that is not stamped, of
    /// decoding and only approximate.
    [[nodiscard]] const std::vector<std::int64_t>& stamps() const { return stamps_; }

    /// The frame that has this time stamp.
    [[nodiscard]] std::optional<std::int64_t> numberAt(std::int64_t stamp) const;

    /// Frames that need no other, ascending; the first frame is always taken for one.
    [[nodiscard]] const std::vector<std::int64_t>& keyFrames() const { return keyFrames_; }

    /// The last key frame at or before this one.
    [[nodiscard]] std::int64_t keyFrameOf(std::int64_t number) const;

    [[nodiscard]] double seconds(const AVStream& stream) const; ///< of the whole clip
    [[nodiscard]] std::vector<double> times(const AVStream& stream) const;

private:
    void finish(const std::vector<std::int64_t>& keyStamps);

    bool stamped_ = true;
    std::vector<std::int64_t> stamps_;
    std::vector<std::int64_t> keyFrames_;
    std::int64_t lastDuration_ = 0;
};

} // namespace vitrine::media
