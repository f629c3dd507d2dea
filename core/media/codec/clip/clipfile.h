#pragma once

#include "core/base/outcome.h"
#include "core/media/codec/clip/av.h"
#include "core/media/codec/clip/clipsource.h"
#include "core/media/header/pictureheader.h"
#include "core/media/limits.h"

#include <memory>
#include <string>

namespace vitrine::media {

/// A container opened at its first moving picture; all other streams are dropped unread.
class ClipFile {
public:
    static constexpr int kUnknown = -1;

    /// Looks into the stream for what the container does not say (size, rate). A further reader of
    /// the same file says which stream the first one has chosen, and need not look. The deadline
    /// must outlive the file.
    [[nodiscard]] static Outcome<std::unique_ptr<ClipFile>>
    open(std::shared_ptr<const ClipBytes> bytes, const std::string& where,
         const MediaLimits& limits, const Deadline& deadline, int knownStream = kUnknown);

    ~ClipFile();
    ClipFile(const ClipFile&) = delete;
    ClipFile& operator=(const ClipFile&) = delete;

    [[nodiscard]] AVFormatContext& format() const { return *format_; }
    [[nodiscard]] AVStream& stream() const { return *format_->streams[stream_]; }
    [[nodiscard]] Orientation orientation() const;

    /// The next packet of the stream that holds anything; false at the end, also at one that comes
    /// from damage or the deadline.
    [[nodiscard]] bool read(AVPacket& packet);

private:
    ClipFile(std::shared_ptr<const ClipBytes> bytes, const Deadline& deadline);

    [[nodiscard]] Outcome<Done> openFormat(const std::string& where);
    [[nodiscard]] Outcome<Done> chooseStream(const std::string& where, const MediaLimits& limits);
    /// Whether the container alone already shows the stream that is known.
    [[nodiscard]] bool take(int knownStream);
    void dropOthers();

    ClipSource source_;
    AVFormatContext* format_ = nullptr;
    int stream_ = -1;
};

} // namespace vitrine::media
