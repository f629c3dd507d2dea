#pragma once

#include "core/base/outcome.h"
#include "core/media/codec/av.h"
#include "core/media/codec/clipsource.h"
#include "core/media/header/pictureheader.h"
#include "core/media/limits.h"

#include <memory>
#include <string>

namespace vitrine::media {

/// A container opened at its first moving picture; all other streams are dropped unread.
class ClipFile {
public:
    /// `inspect` looks into the stream for what the container does not say (size, rate): needed for
    /// the first reader of a file; further ones of the same file may leave it out. The deadline must
    /// outlive the file or be replaced.
    [[nodiscard]] static Outcome<std::unique_ptr<ClipFile>>
    open(std::shared_ptr<const ClipBytes> bytes, const std::string& where,
         const MediaLimits& limits, const Deadline& deadline, bool inspect);

    ~ClipFile();
    ClipFile(const ClipFile&) = delete;
    ClipFile& operator=(const ClipFile&) = delete;

    [[nodiscard]] AVFormatContext& format() const { return *format_; }
    [[nodiscard]] AVStream& stream() const { return *format_->streams[stream_]; }
    [[nodiscard]] Orientation orientation() const;
    void setDeadline(const Deadline* deadline) { source_.setDeadline(deadline); }

    /// The next packet of the stream that holds anything; false at the end, also at one that comes
    /// from damage or the deadline.
    [[nodiscard]] bool read(AVPacket& packet);

private:
    ClipFile(std::shared_ptr<const ClipBytes> bytes, const Deadline& deadline);

    [[nodiscard]] Outcome<Done> openFormat(const std::string& where, const MediaLimits& limits);
    [[nodiscard]] Outcome<Done> chooseStream(const std::string& where, const MediaLimits& limits,
                                             bool inspect);

    ClipSource source_;
    AVFormatContext* format_ = nullptr;
    int stream_ = -1;
};

} // namespace vitrine::media
