#include "core/media/codec/clip/clipfile.h"

#include <cmath>
#include <cstdint>
#include <utility>

namespace vitrine::media {

namespace {

/// By FFmpeg's names. Playlists and everything else that opens further files are not among them.
constexpr const char* kContainers =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,ogg,gif";
constexpr const char* kProbeBytes = "5000000";
constexpr const char* kAnalyseMicroseconds = "5000000";
constexpr const char* kMostStreams = "64";

int refuseToOpen(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EPERM);
}

int interrupted(void* source) {
    return static_cast<ClipSource*>(source)->deadlinePassed() ? 1 : 0;
}

Problem notAClip(const std::string& where, int error) {
    return {"This is no clip of a known format, or it is damaged (" + avReason(error) + ")", where,
            "Known are MP4, MOV, Matroska, WebM, AVI, MPEG, Ogg and GIF"};
}

} // namespace

ClipFile::ClipFile(std::shared_ptr<const ClipBytes> bytes, const Deadline& deadline)
    : source_(std::move(bytes), &deadline) {}

ClipFile::~ClipFile() {
    avformat_close_input(&format_);
}

Outcome<std::unique_ptr<ClipFile>> ClipFile::open(std::shared_ptr<const ClipBytes> bytes,
                                                  const std::string& where,
                                                  const MediaLimits& limits,
                                                  const Deadline& deadline, int knownStream) {
    std::unique_ptr<ClipFile> file(new ClipFile(std::move(bytes), deadline));
    if (const auto opened = file->openFormat(where); !opened) {
        return opened.as<std::unique_ptr<ClipFile>>();
    }
    if (!file->take(knownStream)) {
        if (const auto chosen = file->chooseStream(where, limits); !chosen) {
            return chosen.as<std::unique_ptr<ClipFile>>();
        }
    }
    file->dropOthers();
    return file;
}

bool ClipFile::take(int knownStream) {
    const bool there =
        knownStream >= 0 && knownStream < static_cast<int>(format_->nb_streams) &&
        format_->streams[knownStream]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO;
    stream_ = there ? knownStream : kUnknown;
    return there;
}

void ClipFile::dropOthers() {
    for (unsigned index = 0; index < format_->nb_streams; ++index) {
        if (static_cast<int>(index) != stream_) {
            format_->streams[index]->discard = AVDISCARD_ALL;
        }
    }
}

Outcome<Done> ClipFile::openFormat(const std::string& where) {
    av_log_set_level(AV_LOG_QUIET);
    format_ = avformat_alloc_context();
    if (format_ == nullptr) {
        return Problem{"There is not enough memory to open the clip", where, "Close something"};
    }
    format_->pb = source_.context();
    format_->flags |= AVFMT_FLAG_CUSTOM_IO;
    format_->io_open = &refuseToOpen;
    format_->interrupt_callback = {&interrupted, &source_};
    AVDictionary* options = nullptr;
    av_dict_set(&options, "format_whitelist", kContainers, 0);
    av_dict_set(&options, "protocol_whitelist", "", 0);
    av_dict_set(&options, "probesize", kProbeBytes, 0);
    av_dict_set(&options, "analyzeduration", kAnalyseMicroseconds, 0);
    av_dict_set(&options, "max_streams", kMostStreams, 0);
    const int error = avformat_open_input(&format_, nullptr, nullptr, &options);
    av_dict_free(&options);
    if (error < 0) {
        return notAClip(where, error);
    }
    return Done{};
}

Outcome<Done> ClipFile::chooseStream(const std::string& where, const MediaLimits& limits) {
    if (const int error = avformat_find_stream_info(format_, nullptr); error < 0) {
        return notAClip(where, error);
    }
    stream_ = av_find_best_stream(format_, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (stream_ < 0) {
        return Problem{"The file holds no moving picture", where, "Open another file"};
    }
    const AVCodecParameters& parameters = *stream().codecpar;
    if (parameters.width <= 0 || parameters.height <= 0) {
        return Problem{"The clip does not say how large its frames are", where,
                       "Fetch or export the file again"};
    }
    return checkSize(static_cast<std::uint64_t>(parameters.width),
                     static_cast<std::uint64_t>(parameters.height), where, limits);
}

Orientation ClipFile::orientation() const {
    const auto* const matrix = reinterpret_cast<const std::int32_t*>(
        av_stream_get_side_data(&stream(), AV_PKT_DATA_DISPLAYMATRIX, nullptr));
    if (matrix == nullptr) {
        return Orientation::Upright;
    }
    // Degrees anticlockwise by which the frame is to be turned; only quarters are honoured.
    const double turn = av_display_rotation_get(matrix);
    if (!std::isfinite(turn)) {
        return Orientation::Upright;
    }
    switch (((static_cast<int>(std::lround(turn / 90)) % 4) + 4) % 4) {
    case 1:
        return Orientation::ThreeQuarterTurn;
    case 2:
        return Orientation::HalfTurn;
    case 3:
        return Orientation::QuarterTurn;
    default:
        return Orientation::Upright;
    }
}

bool ClipFile::read(AVPacket& packet) {
    for (;;) {
        av_packet_unref(&packet);
        if (av_read_frame(format_, &packet) < 0) {
            return false;
        }
        if (packet.stream_index == stream_ && packet.size > 0) {
            return true;
        }
    }
}

} // namespace vitrine::media
