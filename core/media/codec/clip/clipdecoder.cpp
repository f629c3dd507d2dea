#include "core/media/codec/clip/clipdecoder.h"

#include <algorithm>
#include <new>
#include <utility>

namespace vitrine::media {

std::shared_ptr<const AVCodecParameters> copyOf(const AVCodecParameters& parameters) {
    const std::shared_ptr<AVCodecParameters> copy(avcodec_parameters_alloc(),
                                                  AvFree<avcodec_parameters_free>());
    if (copy == nullptr || avcodec_parameters_copy(copy.get(), &parameters) < 0) {
        throw std::bad_alloc();
    }
    return copy;
}

Outcome<std::unique_ptr<ClipDecoder>> ClipDecoder::open(const ClipShared& clip, int threads,
                                                        const Deadline& deadline) {
    std::unique_ptr<ClipDecoder> decoder(new ClipDecoder(clip, deadline));
    if (const auto opened = decoder->openFile(); !opened) {
        return opened.as<std::unique_ptr<ClipDecoder>>();
    }
    if (const auto opened = decoder->openCodec(threads); !opened) {
        return opened.as<std::unique_ptr<ClipDecoder>>();
    }
    return decoder;
}

Outcome<Done> ClipDecoder::openFile() {
    file_.reset();
    auto file =
        ClipFile::open(clip_.bytes, clip_.where, clip_.limits, deadline_, clip_.stream);
    if (!file) {
        return file.as<Done>();
    }
    file_ = std::move(file).value();
    // Whether time stamps are made up depends on it: they must be those of the index.
    file_->stream().codecpar->video_delay = clip_.parameters->video_delay;
    fresh_ = true;
    return Done{};
}

Outcome<Done> ClipDecoder::openCodec(int threads) {
    const AVCodecParameters& parameters = *clip_.parameters;
    const AVCodec* const codec = avcodec_find_decoder(parameters.codec_id);
    codec_.reset(codec == nullptr ? nullptr : avcodec_alloc_context3(codec));
    const Problem unknown{"The clip's codec cannot be decoded here: " +
                              std::string(avcodec_get_name(parameters.codec_id)),
                          clip_.where, "Convert the clip to H.264, VP9 or MPEG-4"};
    if (!codec_ || avcodec_parameters_to_context(codec_.get(), &parameters) < 0) {
        return unknown;
    }
    codec_->pkt_timebase = file_->stream().time_base;
    codec_->max_pixels = static_cast<std::int64_t>(clip_.limits.pixels);
    codec_->thread_count = threads;
    codec_->thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
    if (avcodec_open2(codec_.get(), codec, nullptr) < 0) {
        return unknown;
    }
    return Done{};
}

bool ClipDecoder::seek(std::int64_t keyFrame, AVPacket& packet) {
    const std::int64_t stamp = clip_.index.stamps()[static_cast<std::size_t>(keyFrame)];
    fresh_ = false;
    if (av_seek_frame(&file_->format(), file_->stream().index, stamp, AVSEEK_FLAG_BACKWARD) < 0) {
        return false;
    }
    while (file_->read(packet)) {
        if (packet.pts == stamp) {
            return true;
        }
        // Containers without an index may land late; then the frame has gone by.
        if (packet.pts > stamp && (packet.flags & AV_PKT_FLAG_KEY) != 0) {
            return false;
        }
    }
    return false;
}

bool ClipDecoder::isWanted(std::int64_t stamp) const {
    const auto number = clip_.index.numberAt(stamp);
    return number && std::ranges::binary_search(missing_, *number);
}

void ClipDecoder::receive(const Show& show) {
    while (avcodec_receive_frame(codec_.get(), frame_.get()) >= 0) {
        const std::int64_t stamp =
            frame_->pts != AV_NOPTS_VALUE ? frame_->pts : frame_->best_effort_timestamp;
        const std::optional<std::int64_t> number =
            clip_.index.stamped() ? clip_.index.numberAt(stamp) : std::optional(counted_++);
        const auto found = number ? std::ranges::find(missing_, *number) : missing_.end();
        if (found != missing_.end()) {
            show(*number, *frame_);
            missing_.erase(found);
        }
        av_frame_unref(frame_.get());
    }
}

void ClipDecoder::send(const AVPacket* packet, const Show& show) {
    while (avcodec_send_packet(codec_.get(), packet) == AVERROR(EAGAIN)) {
        receive(show);
    }
    receive(show);
}

void ClipDecoder::run(const FrameGroup& group, const Show& show, bool havePacket) {
    const bool stamped = clip_.index.stamped();
    avcodec_flush_buffers(codec_.get());
    counted_ = 0;
    std::size_t toSend = group.numbers.size();
    while (!missing_.empty() && toSend > 0 && !deadline_.passed() &&
           (havePacket || file_->read(*packet_))) {
        havePacket = false;
        // Frames that no other needs are left out unless they are wanted themselves.
        const bool wanted = !stamped || isWanted(packet_->pts);
        codec_->skip_frame = wanted ? AVDISCARD_DEFAULT : AVDISCARD_NONREF;
        send(packet_.get(), show);
        toSend -= stamped && wanted ? 1 : 0;
    }
    if (!missing_.empty() && !deadline_.passed()) {
        send(nullptr, show);
    }
}

Outcome<Done> ClipDecoder::decode(const FrameGroup& group, const Show& show) {
    missing_ = group.numbers;
    const bool jump = clip_.index.stamped() && group.keyFrame > 0;
    if (jump && seek(group.keyFrame, *packet_)) {
        run(group, show, /*havePacket=*/true);
    }
    if (!missing_.empty() && !deadline_.passed()) {
        if (!fresh_) {
            if (const auto again = openFile(); !again) {
                return again;
            }
        }
        fresh_ = false;
        run({.keyFrame = 0, .numbers = missing_}, show, /*havePacket=*/false);
    }
    if (deadline_.cancelled()) {
        return Cancelled{};
    }
    if (deadline_.passed()) {
        return Problem{"Decoding the clip took too long", clip_.where, "Cut a shorter piece"};
    }
    if (!missing_.empty()) {
        return Problem{"Frame " + std::to_string(missing_.front()) + " cannot be decoded",
                       clip_.where, "The clip is damaged there: choose other frames"};
    }
    return Done{};
}

} // namespace vitrine::media
