#include "core/media/codec/clip/clipindex.h"

#include <algorithm>

namespace vitrine::media {

namespace {

constexpr std::int64_t kPacketsBetweenTicks = 256;

Problem tooLong(const std::string& what, const std::string& where) {
    return {"The clip is too long: more than " + what, where, "Cut a shorter piece out of it"};
}

} // namespace

Outcome<ClipIndex> ClipIndex::read(ClipFile& file, const std::string& where,
                                   const MediaLimits& limits, const Deadline& deadline) {
    ClipIndex index;
    std::vector<std::int64_t> keyStamps;
    const AvPacket packet(av_packet_alloc());
    while (file.read(*packet)) {
        if (index.frames() >= limits.frames) {
            return tooLong(std::to_string(limits.frames) + " frames", where);
        }
        const bool stamped = packet->pts != AV_NOPTS_VALUE;
        index.stamped_ = index.stamped_ && stamped;
        const std::int64_t stamp = stamped                        ? packet->pts
                                   : packet->dts != AV_NOPTS_VALUE ? packet->dts
                                                                   : index.frames();
        index.stamps_.push_back(stamp);
        index.lastDuration_ = packet->duration;
        if ((packet->flags & AV_PKT_FLAG_KEY) != 0) {
            keyStamps.push_back(stamp);
        }
        if (index.frames() % kPacketsBetweenTicks == 0 &&
            !deadline.tick().update(index.frames(), 0)) {
            return Cancelled{};
        }
    }
    if (deadline.cancelled()) {
        return Cancelled{};
    }
    if (deadline.passed()) {
        return Problem{"Opening the clip took too long", where, "Copy it to a faster disk"};
    }
    if (index.stamps_.empty()) {
        return Problem{"The clip holds no frame", where, "Fetch or export the file again"};
    }
    index.finish(keyStamps);
    if (index.seconds(file.stream()) > limits.seconds) {
        return tooLong(std::to_string(static_cast<int>(limits.seconds / 60)) + " minutes", where);
    }
    return index;
}

void ClipIndex::finish(const std::vector<std::int64_t>& keyStamps) {
    std::ranges::sort(stamps_);
    stamped_ = stamped_ && std::ranges::adjacent_find(stamps_) == stamps_.end();
    keyFrames_.push_back(0);
    if (!stamped_) {
        return;
    }
    for (const std::int64_t stamp : keyStamps) {
        keyFrames_.push_back(*numberAt(stamp));
    }
    std::ranges::sort(keyFrames_);
    keyFrames_.erase(std::ranges::unique(keyFrames_).begin(), keyFrames_.end());
}

std::optional<std::int64_t> ClipIndex::numberAt(std::int64_t stamp) const {
    const auto found = std::ranges::lower_bound(stamps_, stamp);
    if (found == stamps_.end() || *found != stamp) {
        return std::nullopt;
    }
    return found - stamps_.begin();
}

std::int64_t ClipIndex::keyFrameOf(std::int64_t number) const {
    return *std::prev(std::ranges::upper_bound(keyFrames_, number));
}

std::vector<double> ClipIndex::times(const AVStream& stream) const {
    const double unit = av_q2d(stream.time_base);
    std::vector<double> times(stamps_.size());
    std::ranges::transform(stamps_, times.begin(), [&](std::int64_t stamp) {
        return (static_cast<double>(stamp) - static_cast<double>(stamps_.front())) * unit;
    });
    return times;
}

double ClipIndex::seconds(const AVStream& stream) const {
    const auto span = static_cast<double>(stamps_.back()) - static_cast<double>(stamps_.front());
    const auto last = static_cast<double>(std::max<std::int64_t>(lastDuration_, 0));
    return (span + last) * av_q2d(stream.time_base);
}

} // namespace vitrine::media
