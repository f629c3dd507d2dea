#include "core/media/codec/clip/clipreader.h"

#include "core/media/codec/clip/clipdecoder.h"
#include "core/media/codec/clip/frameconverter.h"
#include "core/media/codec/picture/orient.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

namespace vitrine::media {

class ClipReader::Inside {
public:
    Inside(ClipShared clip, ClipInfo info, Orientation orientation, int width, int height)
        : clip_(std::move(clip))
        , info_(std::move(info))
        , orientation_(orientation)
        , width_(width)
        , height_(height) {}

    static Outcome<std::unique_ptr<Inside>> open(std::shared_ptr<const ClipBytes> bytes,
                                                 const std::string& where,
                                                 const MediaLimits& limits, const Tick& tick);

    [[nodiscard]] const ClipInfo& info() const { return info_; }

    Outcome<Done> frames(std::span<const std::int64_t> numbers, const Sink& sink, int threads,
                         const Tick& tick);

private:
    [[nodiscard]] std::vector<FrameGroup> groupsOf(std::span<const std::int64_t> numbers) const;

    ClipShared clip_;
    ClipInfo info_;
    Orientation orientation_;
    int width_; ///< as stored, before turning
    int height_;
};

namespace {

ClipInfo infoOf(const ClipFile& file, const ClipIndex& index, Orientation orientation) {
    const AVCodecParameters& parameters = *file.stream().codecpar;
    ClipInfo info{.format = file.format().iformat->name,
                  .codec = avcodec_get_name(parameters.codec_id),
                  .width = static_cast<std::uint64_t>(parameters.width),
                  .height = static_cast<std::uint64_t>(parameters.height),
                  .seconds = index.seconds(file.stream()),
                  .times = index.times(file.stream()),
                  .keyFrames = index.keyFrames()};
    if (exchangesSides(orientation)) {
        std::swap(info.width, info.height);
    }
    if (orientation != Orientation::Upright) {
        info.notes.emplace_back("Turned upright as the camera noted it");
    }
    if (!index.stamped()) {
        info.notes.emplace_back("The file does not time its frames: times are approximate, and "
                                "every frame is counted from the start");
    }
    info.framesPerSecond =
        info.seconds > 0 ? static_cast<double>(index.frames()) / info.seconds : 0;
    return info;
}

/// One thread's share of a list of groups; takes the next one until there is none.
class Worker {
public:
    Worker(const ClipShared& clip, const Deadline& deadline, const std::vector<FrameGroup>& groups,
           std::atomic<std::size_t>& next, FrameConverter converter)
        : clip_(clip)
        , deadline_(deadline)
        , groups_(groups)
        , next_(next)
        , converter_(std::move(converter)) {}

    /// Receives each frame once; called from this worker's thread.
    using Take = std::function<void(std::int64_t number, Image image)>;

    Outcome<Done> run(int threads, const Take& take) {
        try {
            return runAll(threads, take);
        } catch (const std::bad_alloc&) {
            return Problem{"The clip needs more memory than is allowed", clip_.where,
                           "Choose fewer frames, or reduce the clip"};
        }
    }

private:
    Outcome<Done> runAll(int threads, const Take& take) {
        auto decoder = ClipDecoder::open(clip_, threads, deadline_);
        if (!decoder) {
            return decoder.as<Done>();
        }
        bool converted = true;
        const auto show = [&](std::int64_t number, const AVFrame& frame) {
            if (auto image = converter_.convert(frame)) {
                take(number, *std::move(image));
            } else {
                converted = false;
            }
        };
        for (std::size_t group = next_++; group < groups_.size(); group = next_++) {
            if (auto done = (*decoder)->decode(groups_[group], show); !done) {
                return done;
            }
        }
        if (!converted) {
            return Problem{"The clip's kind of pixels cannot be shown", clip_.where,
                           "Convert the clip to H.264, VP9 or MPEG-4"};
        }
        return Done{};
    }

    const ClipShared& clip_;
    const Deadline& deadline_;
    const std::vector<FrameGroup>& groups_;
    std::atomic<std::size_t>& next_;
    FrameConverter converter_;
};

} // namespace

Outcome<std::unique_ptr<ClipReader::Inside>>
ClipReader::Inside::open(std::shared_ptr<const ClipBytes> bytes, const std::string& where,
                         const MediaLimits& limits, const Tick& tick) {
    if (bytes->size() == 0) {
        return Problem{"The file is empty", where, "Fetch or export the file again"};
    }
    const Deadline deadline(tick, limits.openSeconds);
    const auto file = ClipFile::open(bytes, where, limits, deadline);
    if (!file) {
        return file.as<std::unique_ptr<Inside>>();
    }
    auto index = ClipIndex::read(**file, where, limits, deadline);
    if (!index) {
        return index.as<std::unique_ptr<Inside>>();
    }
    const Orientation orientation = (*file)->orientation();
    ClipInfo info = infoOf(**file, *index, orientation);
    const AVCodecParameters& parameters = *(*file)->stream().codecpar;
    ClipShared clip{.bytes = std::move(bytes),
                    .where = where,
                    .limits = limits,
                    .index = *std::move(index),
                    .stream = (*file)->stream().index,
                    .parameters = copyOf(parameters)};
    return std::make_unique<Inside>(std::move(clip), std::move(info), orientation,
                                    parameters.width, parameters.height);
}

std::vector<FrameGroup>
ClipReader::Inside::groupsOf(std::span<const std::int64_t> numbers) const {
    std::vector<std::int64_t> sorted(numbers.begin(), numbers.end());
    std::ranges::sort(sorted);
    sorted.erase(std::ranges::unique(sorted).begin(), sorted.end());
    std::vector<FrameGroup> groups;
    for (const std::int64_t number : sorted) {
        const std::int64_t key = clip_.index.keyFrameOf(number);
        if (groups.empty() || groups.back().keyFrame != key) {
            groups.push_back({.keyFrame = key});
        }
        groups.back().numbers.push_back(number);
    }
    // The longest way first: the threads end at about the same time.
    std::ranges::stable_sort(groups, std::greater<>(), [](const FrameGroup& group) {
        return group.numbers.back() - group.keyFrame;
    });
    return groups;
}

Outcome<Done> ClipReader::Inside::frames(std::span<const std::int64_t> numbers, const Sink& sink,
                                         int threads, const Tick& tick) {
    const auto count = static_cast<std::int64_t>(numbers.size());
    const Deadline deadline(tick, clip_.limits.openSeconds +
                                      clip_.limits.frameSeconds * static_cast<double>(count));
    const std::vector<FrameGroup> groups = groupsOf(numbers);
    std::mutex mutex;
    std::int64_t done = 0;
    const auto take = [&](std::int64_t number, Image image) {
        const std::scoped_lock lock(mutex);
        for (std::size_t place = 0; place < numbers.size(); ++place) {
            if (numbers[place] == number) {
                sink(place, image);
                (void)tick.update(++done, count);
            }
        }
    };
    const int workers = std::clamp(static_cast<int>(groups.size()), 1, std::max(threads, 1));
    std::atomic<std::size_t> next = 0;
    std::vector<Outcome<Done>> outcomes(static_cast<std::size_t>(workers), Done{});
    const auto work = [&](std::size_t index) {
        Worker worker(clip_, deadline, groups, next, {width_, height_, orientation_});
        outcomes[index] = worker.run(std::max(threads / workers, 1), take);
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t index = 1; index < outcomes.size(); ++index) {
            others.emplace_back(work, index);
        }
        work(0);
    }
    const auto bad = std::ranges::find_if_not(outcomes, &Outcome<Done>::ok);
    return bad == outcomes.end() ? Outcome<Done>(Done{}) : *bad;
}

ClipReader::ClipReader(std::unique_ptr<Inside> inside)
    : inside_(std::move(inside)) {}

ClipReader::~ClipReader() = default;

namespace {

template <class Inside, class Wrap>
Outcome<std::unique_ptr<ClipReader>> wrapped(Outcome<std::unique_ptr<Inside>> inside, Wrap wrap) {
    if (!inside) {
        return inside.template as<std::unique_ptr<ClipReader>>();
    }
    return wrap(std::move(inside).value());
}

} // namespace

Outcome<std::unique_ptr<ClipReader>> ClipReader::open(int descriptor, std::string_view where,
                                                      const MediaLimits& limits,
                                                      const Tick& tick) {
    struct stat status {};
    const std::string name(where);
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        return Problem{"This is no regular file", name, "Open a clip that lies on a disk"};
    }
    auto bytes = std::make_shared<const ClipBytes>(descriptor, status.st_size);
    return wrapped(Inside::open(std::move(bytes), name, limits, tick), [](auto inside) {
        return std::unique_ptr<ClipReader>(new ClipReader(std::move(inside)));
    });
}

Outcome<std::unique_ptr<ClipReader>> ClipReader::openBytes(std::span<const std::byte> file,
                                                           std::string_view where,
                                                           const MediaLimits& limits,
                                                           const Tick& tick) {
    auto bytes = std::make_shared<const ClipBytes>(file);
    return wrapped(Inside::open(std::move(bytes), std::string(where), limits, tick),
                   [](auto inside) {
                       return std::unique_ptr<ClipReader>(new ClipReader(std::move(inside)));
                   });
}

const ClipInfo& ClipReader::info() const {
    return inside_->info();
}

Outcome<Done> ClipReader::frames(std::span<const std::int64_t> numbers, const Sink& sink,
                                 int threads, const Tick& tick) {
    for (const std::int64_t number : numbers) {
        if (number < 0 || number >= info().frames()) {
            throw std::invalid_argument("frames: the clip has no frame " + std::to_string(number));
        }
    }
    return inside_->frames(numbers, sink, threads, tick);
}

Outcome<Image> ClipReader::frame(std::int64_t number, const Tick& tick) {
    Image image;
    const auto done = frames(std::span(&number, 1),
                             [&](std::size_t, Image frame) { image = std::move(frame); },
                             /*threads=*/1, tick);
    if (!done) {
        return done.as<Image>();
    }
    return image;
}

} // namespace vitrine::media
