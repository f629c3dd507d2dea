#include "tests/core/media/clipwriter.h"

#include "core/media/codec/clip/av.h"

#include <cstdlib>
#include <cstring>
#include <new>

namespace vitrine::tests {

namespace {

using namespace vitrine::media;

// Two rows of eight squares, black or white: sixteen bits, the lower row the lower byte inverted, so
// that a flat or foreign picture is no number.
constexpr int kColumns = 8;
constexpr int kRows = 2;

bool bitOf(int number, int column, int row) {
    const bool bit = (number >> column & 1) != 0;
    return row == 0 ? bit : !bit;
}

/// Collects what the muxer writes; seekable, because some formats go back.
struct Output {
    std::string bytes;
    std::size_t at = 0;

    static int write(void* self, std::uint8_t* from, int count) {
        auto& out = *static_cast<Output*>(self);
        const auto length = static_cast<std::size_t>(count);
        if (out.bytes.size() < out.at + length) {
            out.bytes.resize(out.at + length);
        }
        std::memcpy(out.bytes.data() + out.at, from, length);
        out.at += length;
        return count;
    }

    static std::int64_t seek(void* self, std::int64_t offset, int whence) {
        auto& out = *static_cast<Output*>(self);
        if (whence == AVSEEK_SIZE) {
            return static_cast<std::int64_t>(out.bytes.size());
        }
        const std::size_t from = whence == SEEK_SET   ? 0
                                 : whence == SEEK_CUR ? out.at
                                                      : out.bytes.size();
        out.at = static_cast<std::size_t>(static_cast<std::int64_t>(from) + offset);
        return static_cast<std::int64_t>(out.at);
    }
};

void draw(AVFrame& frame, int number) {
    for (int y = 0; y < frame.height; ++y) {
        for (int x = 0; x < frame.width; ++x) {
            const bool white =
                bitOf(number, x * kColumns / frame.width, y * kRows / frame.height);
            frame.data[0][y * frame.linesize[0] + x] = white ? 235 : 16;
        }
    }
    for (int plane = 1; plane < 3; ++plane) {
        std::memset(frame.data[plane], 128,
                    static_cast<std::size_t>(frame.linesize[plane] * ((frame.height + 1) / 2)));
    }
    frame.pts = number;
}

AvCodec encoderFor(const ClipSpec& spec, const AVOutputFormat& format) {
    const AVCodec* const codec = avcodec_find_encoder_by_name(spec.codec);
    if (codec == nullptr) {
        return nullptr;
    }
    AvCodec encoder(avcodec_alloc_context3(codec));
    encoder->width = spec.width;
    encoder->height = spec.height;
    encoder->pix_fmt = codec->pix_fmts != nullptr ? codec->pix_fmts[0] : AV_PIX_FMT_YUV420P;
    encoder->time_base = {1, 25};
    encoder->framerate = {25, 1};
    encoder->gop_size = spec.keyEvery;
    encoder->max_b_frames = spec.betweenReferences;
    encoder->bit_rate = 2'000'000;
    encoder->thread_count = 1;
    encoder->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
    if ((format.flags & AVFMT_GLOBALHEADER) != 0) {
        encoder->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    }
    return avcodec_open2(encoder.get(), codec, nullptr) >= 0 ? std::move(encoder) : nullptr;
}

void drain(AVCodecContext& encoder, AVFormatContext& format, AVPacket& packet) {
    while (avcodec_receive_packet(&encoder, &packet) >= 0) {
        packet.duration = packet.duration > 0 ? packet.duration : 1;
        av_packet_rescale_ts(&packet, encoder.time_base, format.streams[0]->time_base);
        packet.stream_index = 0;
        av_interleaved_write_frame(&format, &packet);
    }
}

void encodeAll(const ClipSpec& spec, AVCodecContext& encoder, AVFormatContext& format) {
    const AvPacket packet(av_packet_alloc());
    const AvFrame frame(av_frame_alloc());
    frame->width = spec.width;
    frame->height = spec.height;
    frame->format = encoder.pix_fmt;
    av_frame_get_buffer(frame.get(), 0);
    for (int number = 0; number < spec.frames; ++number) {
        av_frame_make_writable(frame.get());
        draw(*frame, number);
        avcodec_send_frame(&encoder, frame.get());
        drain(encoder, format, *packet);
    }
    avcodec_send_frame(&encoder, nullptr);
    drain(encoder, format, *packet);
}

void noteTurn(AVStream& stream, int degrees) {
    auto* const matrix = reinterpret_cast<std::int32_t*>(
        av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(std::int32_t)));
    av_display_rotation_set(matrix, degrees);
}

} // namespace

std::string writeClip(const ClipSpec& spec) {
    av_log_set_level(AV_LOG_QUIET);
    AVFormatContext* format = nullptr;
    if (avformat_alloc_output_context2(&format, nullptr, spec.container, nullptr) < 0) {
        return {};
    }
    Output output;
    const AvCodec encoder = encoderFor(spec, *format->oformat);
    constexpr int kBuffer = 1 << 16;
    format->pb = avio_alloc_context(static_cast<unsigned char*>(av_malloc(kBuffer)), kBuffer, 1,
                                    &output, nullptr, &Output::write, &Output::seek);
    if (encoder != nullptr) {
        AVStream* const stream = avformat_new_stream(format, nullptr);
        avcodec_parameters_from_context(stream->codecpar, encoder.get());
        stream->time_base = encoder->time_base;
        stream->avg_frame_rate = encoder->framerate;
        if (spec.turn != 0) {
            noteTurn(*stream, spec.turn);
        }
        if (avformat_write_header(format, nullptr) >= 0) {
            encodeAll(spec, *encoder, *format);
            av_write_trailer(format);
        }
    }
    avio_flush(format->pb);
    av_freep(&format->pb->buffer);
    avio_context_free(&format->pb);
    avformat_free_context(format);
    return output.bytes;
}

std::optional<int> numberShown(const Image& image) {
    int number = 0;
    for (int column = 0; column < kColumns; ++column) {
        bool bits[kRows] = {};
        for (int row = 0; row < kRows; ++row) {
            const auto x = static_cast<std::size_t>(2 * column + 1) * image.width() / (2 * kColumns);
            const auto y = static_cast<std::size_t>(2 * row + 1) * image.height() / (2 * kRows);
            const int bright = image.line(y)[3 * x + 1];
            if (bright > 80 && bright < 175) {
                return std::nullopt;
            }
            bits[row] = bright >= 175;
        }
        if (bits[0] == bits[1]) {
            return std::nullopt;
        }
        number |= bits[0] ? 1 << column : 0;
    }
    return number;
}

} // namespace vitrine::tests
