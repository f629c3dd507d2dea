#pragma once

// FFmpeg's headers are plain C; included here alone.
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavformat/avio.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

namespace vitrine::media {

/// A function as deleter, for FFmpeg's functions that free through a pointer to the pointer.
template <auto Free>
struct AvFree {
    template <class T>
    void operator()(T* thing) const {
        Free(&thing);
    }
};

using AvPacket = std::unique_ptr<AVPacket, AvFree<av_packet_free>>;
using AvFrame = std::unique_ptr<AVFrame, AvFree<av_frame_free>>;
using AvCodec = std::unique_ptr<AVCodecContext, AvFree<avcodec_free_context>>;

struct SwsFree {
    void operator()(SwsContext* context) const { sws_freeContext(context); }
};

using Sws = std::unique_ptr<SwsContext, SwsFree>;

/// What FFmpeg says about an error number.
[[nodiscard]] std::string avReason(int error);

} // namespace vitrine::media
