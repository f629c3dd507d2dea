#include "app/runner/mediasample.h"

#include "core/media/decoder/decoderclient.h"

#include <array>
#include <memory>

namespace vitrine::app {

Outcome<Sample> pictureSample(const std::filesystem::path& file) {
    media::DecoderClient decoder;
    auto picture = decoder.picture(file, {}, /*agreed=*/true);
    if (!picture) {
        return picture.as<Sample>();
    }
    return Sample{.name = file.filename().string(), .picture = std::make_shared<const Image>(std::move(picture->image))};
}

Outcome<Sample> frameSample(const std::filesystem::path& clip, std::int64_t frame) {
    media::DecoderClient decoder;
    const auto info = decoder.clipInfo(clip);
    if (!info) {
        return info.as<Sample>();
    }
    if (frame >= static_cast<std::int64_t>(info->times.size())) {
        return Problem{"The clip has no frame " + std::to_string(frame), clip.string(),
                       "It has " + std::to_string(info->times.size()) + ", counted from 0"};
    }
    const auto taken = decoder.frames(clip, *info, std::array{frame});
    if (!taken) {
        return taken.as<Sample>();
    }
    return Sample{.name = clip.filename().string() + " " + std::to_string(frame),
                  .picture = taken->frames.front().picture};
}

Outcome<Sample> clipSample(const std::filesystem::path& clip, std::int64_t frames) {
    auto sampled = media::DecoderClient().sampled(clip, frames);
    if (!sampled) {
        return sampled.as<Sample>();
    }
    return Sample{.name = clip.filename().string(),
                  .picture = sampled->frames.front().picture,
                  .clip = std::make_shared<const Clip>(*std::move(sampled))};
}

} // namespace vitrine::app
