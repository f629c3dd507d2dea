#include "core/media/decoder/decoderclient.h"

#include "core/base/posix.h"
#include "core/media/decoder/decoderprocess.h"
#include "core/media/decoder/describe.h"
#include "core/media/decoder/exchange.h"
#include "core/media/header/pictureheader.h"

#include <sys/stat.h>

#include <fcntl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

namespace vitrine::media {

namespace {

namespace fs = std::filesystem;

/// A process that has used so much is replaced, long before its own limit ends it.
constexpr std::uint64_t kRetireMilliseconds = 60'000;
constexpr int kMostThreads = 4;

Outcome<std::unique_ptr<Descriptor>> openRegular(const fs::path& file) {
    // Without O_NONBLOCK, opening a named pipe would wait for its other end.
    auto descriptor = std::make_unique<Descriptor>(
        retryInterrupted([&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); }));
    if (!descriptor->valid()) {
        return Problem{"The file cannot be opened: " + reasonOf(errno), file.string(),
                       "Check that it is there and may be read"};
    }
    struct stat status {};
    if (::fstat(descriptor->number(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return Problem{"This is no regular file", file.string(), "Open a file that lies on a disk"};
    }
    if (status.st_size == 0) {
        return Problem{"The file is empty", file.string(), "Fetch or export the file again"};
    }
    return descriptor;
}

Image imageAt(const Answer& answer, std::size_t frame) {
    const std::span<const std::byte> from = answer.frame(frame);
    Image image(answer.width, answer.height);
    std::memcpy(image.pixels().data(), from.data(), from.size());
    return image;
}

} // namespace

class DecoderClient::Inside {
public:
    explicit Inside(DecoderOptions options)
        : options_(std::move(options)) {
        if (options_.program.empty()) {
            options_.program = decoderProgram();
        }
    }

    [[nodiscard]] const DecoderOptions& options() const { return options_; }

    /// Without the lock, which a running request holds.
    [[nodiscard]] pid_t processId() const { return processId_; }

    /// One request with its answer; starts the process, and lets it go where it failed.
    Outcome<Answer> ask(const fs::path& file, Question question, const Tick& tick) {
        const auto descriptor = openRegular(file);
        if (!descriptor) {
            return descriptor.as<Answer>();
        }
        std::unique_lock lock(mutex_, std::defer_lock);
        while (!lock.try_lock_for(std::chrono::milliseconds(20))) {
            if (tick.stopped()) {
                return Cancelled{};
            }
        }
        // One that was ended between two requests is no fault of this file.
        if (!process_ || !process_->running()) {
            auto started = DecoderProcess::start(options_.program);
            if (!started) {
                return started.as<Answer>();
            }
            process_ = std::move(started).value();
            processId_ = process_->id();
        }
        question.file = file.string();
        question.descriptor = (*descriptor)->number();
        auto answer = exchange(*process_, question, tick);
        if (!process_->alive() ||
            (answer && answer->processorMilliseconds > kRetireMilliseconds)) {
            process_.reset();
            processId_ = -1;
        }
        return answer;
    }

private:
    DecoderOptions options_;
    std::timed_mutex mutex_;
    std::unique_ptr<DecoderProcess> process_;
    std::atomic<pid_t> processId_ = -1;
};

DecoderClient::DecoderClient(DecoderOptions options)
    : inside_(std::make_unique<Inside>(std::move(options))) {}

DecoderClient::~DecoderClient() = default;

pid_t DecoderClient::processId() const {
    return inside_->processId();
}

Outcome<Picture> DecoderClient::picture(const fs::path& file, const Tick& tick, bool agreed) {
    Question question{.request = {.kind = RequestKind::Picture, .limits = inside_->options().limits},
                      .seconds = inside_->options().pictureSeconds,
                      .frames = 1};
    question.request.limits.asked = agreed;
    const auto answer = inside_->ask(file, std::move(question), tick);
    if (!answer) {
        return answer.as<Picture>();
    }
    auto picture = pictureDescribed(answer->description(), file.string());
    if (picture) {
        picture.value().image = imageAt(*answer, 0);
    }
    return picture;
}

Outcome<ClipInfo> DecoderClient::clipInfo(const fs::path& file, const Tick& tick) {
    const MediaLimits& limits = inside_->options().limits;
    Question question{.request = {.kind = RequestKind::ClipInfo, .limits = limits},
                      .seconds = limits.openSeconds};
    const auto answer = inside_->ask(file, std::move(question), tick);
    if (!answer) {
        return answer.as<ClipInfo>();
    }
    return clipDescribed(answer->description(), file.string(), limits);
}

Outcome<Clip> DecoderClient::frames(const fs::path& file, const ClipInfo& info,
                                    std::span<const std::int64_t> numbers, const Tick& tick) {
    if (numbers.empty() || numbers.size() > kMostFramesAtOnce) {
        throw std::invalid_argument("frames: 1 to 4096 numbers at once");
    }
    for (const std::int64_t number : numbers) {
        if (number < 0 || number >= info.frames()) {
            throw std::invalid_argument("frames: the clip has no frame " + std::to_string(number));
        }
    }
    const MediaLimits& limits = inside_->options().limits;
    const auto threads = std::clamp(inside_->options().threads, 1, kMostThreads);
    Question question{.request = {.kind = RequestKind::ClipFrames,
                                  .threads = static_cast<std::uint32_t>(threads),
                                  .limits = limits},
                      .numbers = {numbers.begin(), numbers.end()},
                      .seconds = limits.openSeconds +
                                 limits.frameSeconds * static_cast<double>(numbers.size()),
                      .frames = numbers.size()};
    const auto answer = inside_->ask(file, std::move(question), tick);
    if (!answer) {
        return answer.as<Clip>();
    }
    Clip clip{.sourceFrames = info.frames(),
              .sourceSeconds = info.seconds,
              .framesPerSecond = info.framesPerSecond};
    for (std::size_t place = 0; place < numbers.size(); ++place) {
        const auto number = static_cast<std::size_t>(numbers[place]);
        // A clip shorter than what the model wants repeats frames: they share the picture.
        const bool again = place > 0 && numbers[place] == numbers[place - 1];
        clip.frames.push_back({.number = numbers[place],
                               .seconds = info.times[number],
                               .picture = again ? clip.frames.back().picture
                                                : std::make_shared<const Image>(
                                                      imageAt(*answer, place))});
    }
    return clip;
}

Outcome<Clip> DecoderClient::sampled(const fs::path& file, std::int64_t wanted, Sampling rule,
                                     const Tick& tick) {
    const auto info = clipInfo(file, tick);
    if (!info) {
        return info.as<Clip>();
    }
    return frames(file, *info, sampleFrames(info->frames(), wanted, rule), tick);
}

} // namespace vitrine::media
