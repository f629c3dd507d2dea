#pragma once

#include "core/base/outcome.h"
#include "core/media/codec/clip/clipindex.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::media {

/// What all decoders of a clip share.
struct ClipShared {
    std::shared_ptr<const ClipBytes> bytes;
    std::string where;
    MediaLimits limits;
    ClipIndex index;
    int stream = ClipFile::kUnknown;
    std::shared_ptr<const AVCodecParameters> parameters; ///< of the stream, after looking into it
};

[[nodiscard]] std::shared_ptr<const AVCodecParameters> copyOf(const AVCodecParameters& parameters);

/// Frames that one key frame leads to.
struct FrameGroup {
    std::int64_t keyFrame = 0;
    std::vector<std::int64_t> numbers; ///< ascending, none twice
};

/// Decodes groups of frames, with a file position and a decoder of its own. One thread.
class ClipDecoder {
public:
    using Show = std::function<void(std::int64_t number, const AVFrame& frame)>;

    /// `threads` are the decoder's own inside.
    [[nodiscard]] static Outcome<std::unique_ptr<ClipDecoder>>
    open(const ClipShared& clip, int threads, const Deadline& deadline);

    /// Shows the frames of the group, each once, ascending. Starts at the key frame where the
    /// container lets us, otherwise at the begin.
    [[nodiscard]] Outcome<Done> decode(const FrameGroup& group, const Show& show);

private:
    ClipDecoder(const ClipShared& clip, const Deadline& deadline)
        : clip_(clip)
        , deadline_(deadline) {}

    [[nodiscard]] Outcome<Done> openFile();
    [[nodiscard]] Outcome<Done> openCodec(int threads);
    /// Whether the next packet of the file is that of the key frame.
    [[nodiscard]] bool seek(std::int64_t keyFrame, AVPacket& packet);
    void run(const FrameGroup& group, const Show& show, bool havePacket);
    void send(const AVPacket* packet, const Show& show);
    void receive(const Show& show);
    [[nodiscard]] bool isWanted(std::int64_t stamp) const;

    const ClipShared& clip_;
    const Deadline& deadline_;
    std::unique_ptr<ClipFile> file_;
    AvCodec codec_;
    AvPacket packet_{av_packet_alloc()};
    AvFrame frame_{av_frame_alloc()};
    std::vector<std::int64_t> missing_; ///< of the group, not shown yet
    std::int64_t counted_ = 0; ///< frames that came out, for clips without stamps
    bool fresh_ = true;        ///< nothing read since the file was opened
};

} // namespace vitrine::media
