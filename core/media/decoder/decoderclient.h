#pragma once

#include "core/base/clip.h"
#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/media/clip/sampling.h"
#include "core/media/limits.h"
#include "core/media/picture.h"

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace vitrine::media {

struct DecoderOptions {
    std::filesystem::path program; ///< empty: beside the running program
    MediaLimits limits;
    int threads = 2; ///< for clips, at most 4
    double pictureSeconds = 5; ///< for a picture, and 1 s more for every 20 megapixels
};

/// Opens pictures and clips from outside through `vitrine-decode`, a process that may hold no more
/// than its limits and may die: the caller gets a Problem that names the file, and the next request
/// a new process; if it dies between two requests, nobody notices. Any thread; requests wait for
/// each other. The process is started by the first request and kept. Cancelling kills it: within
/// 100 ms.
class DecoderClient {
public:
    explicit DecoderClient(DecoderOptions options = {});
    ~DecoderClient();
    DecoderClient(const DecoderClient&) = delete;
    DecoderClient& operator=(const DecoderClient&) = delete;

    /// `agreed`: the person has agreed to a very large picture (MediaLimits::unaskedPixels).
    [[nodiscard]] Outcome<Picture> picture(const std::filesystem::path& file, const Tick& tick = {},
                                           bool agreed = false);

    [[nodiscard]] Outcome<ClipInfo> clipInfo(const std::filesystem::path& file,
                                             const Tick& tick = {});

    /// The frames of these numbers, in this order. At most 4,096 at once, and together within the
    /// memory of the decoder.
    [[nodiscard]] Outcome<Clip> frames(const std::filesystem::path& file, const ClipInfo& info,
                                       std::span<const std::int64_t> numbers,
                                       const Tick& tick = {});

    /// `wanted` frames spread over the clip: what a model looks at.
    [[nodiscard]] Outcome<Clip> sampled(const std::filesystem::path& file, std::int64_t wanted,
                                        Sampling rule = Sampling::Ends, const Tick& tick = {});

    /// Of the running process; −1 without one. For tests and the status bar.
    [[nodiscard]] pid_t processId() const;

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace vitrine::media
