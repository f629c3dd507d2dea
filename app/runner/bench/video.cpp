#include "app/runner/bench/bench.h"
#include "app/runner/bench/peer.h"
#include "app/runner/bench/temporaryfolder.h"
#include "core/base/files.h"
#include "core/media/decoder/decoderclient.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kFrames = 8;
constexpr std::size_t kColumns = 32; ///< of the grid of means that frames are compared by
constexpr std::size_t kRows = 24;
constexpr double kSameWithin = 2; ///< colour conversions of other versions round otherwise

/// Debian's opencv-doc has it: 795 frames of 768 × 576, a key frame every 250.
constexpr const char* kUsualClip = "/usr/share/doc/opencv-doc/examples/data/vtest.avi";

/// Mean brightness of each cell of a grid over the frame, all channels together.
std::vector<double> meansOf(const Image& image) {
    std::vector<double> sums(kColumns * kRows);
    std::vector<double> counts(sums.size());
    for (std::size_t y = 0; y < image.height(); ++y) {
        const auto line = image.line(y);
        for (std::size_t x = 0; x < line.size(); ++x) {
            const std::size_t cell =
                y * kRows / image.height() * kColumns + x / 3 * kColumns / image.width();
            sums[cell] += line[x];
            counts[cell] += 1;
        }
    }
    std::ranges::transform(sums, counts, sums.begin(),
                           [](double sum, double count) { return count > 0 ? sum / count : 0; });
    return sums;
}

/// Largest difference to the peer's means; infinite where it has other frames.
double differenceTo(const Json& answer, const Clip& clip) {
    const Json* frames = answer.find("frames");
    if (frames == nullptr || frames->array() == nullptr ||
        frames->array()->size() != clip.frames.size()) {
        return HUGE_VAL;
    }
    double largest = 0;
    for (std::size_t frame = 0; frame < clip.frames.size(); ++frame) {
        const Json::Array* theirs = (*frames->array())[frame].array();
        const std::vector<double> ours = meansOf(*clip.frames[frame].picture);
        if (theirs == nullptr || theirs->size() != ours.size()) {
            return HUGE_VAL;
        }
        for (std::size_t cell = 0; cell < ours.size(); ++cell) {
            largest = std::max(largest, std::abs((*theirs)[cell].number() - ours[cell]));
        }
    }
    return largest;
}

/// Opens the clip and takes its frames, through the decoder process. Two copies of the file in turns:
/// the process keeps the last clip open, and opening is to be counted.
class Subject {
public:
    Subject(fs::path first, fs::path second, int threads)
        : files_{std::move(first), std::move(second)}
        , client_({.threads = threads}) {}

    Outcome<Done> run() {
        std::swap(files_[0], files_[1]);
        auto clip = client_.sampled(files_[0], kFrames);
        if (!clip) {
            return clip.as<Done>();
        }
        clip_ = std::move(clip).value();
        return Done{};
    }

    [[nodiscard]] const Clip& clip() const { return clip_; }

private:
    std::array<fs::path, 2> files_;
    media::DecoderClient client_;
    Clip clip_;
};

Outcome<Done> measure(const BenchContext& context, const std::string& peerName,
                      const fs::path& file, Subject& subject) {
    std::shared_ptr<Peer> peer;
    if (!peerName.empty()) {
        std::vector<std::string> words = wordsOf(*context.peer);
        words.insert(words.end(), {"video", peerName, file.string(), std::to_string(kFrames),
                                   std::to_string(context.threads)});
        auto started = Peer::start(std::move(words));
        if (!started) {
            return started.as<Done>();
        }
        peer = std::move(started).value();
    }
    auto times = interleave(timed([&] { return subject.run(); }),
                            peer ? peer->timedRun() : Timed(), context.plan);
    if (!times) {
        return times.as<Done>();
    }
    CaseResult result;
    result.bench = "video";
    result.name = std::to_string(kFrames) + " of " + std::to_string(subject.clip().sourceFrames) +
                  " frames, opening included" + (peer ? ", beside " + peerName : "");
    result.times = *std::move(times);
    result.ratioOfSpeeds = true;
    result.bar = {.kind = Bar::Kind::MillisecondsAtMost, .limit = 300};
    if (peer) {
        const auto answer = peer->result();
        if (!answer) {
            return answer.as<Done>();
        }
        result.maxError = differenceTo(*answer, subject.clip());
        result.equal = *result.maxError <= kSameWithin;
        result.bar = {.kind = Bar::Kind::RatioAtLeast, .limit = 1};
    }
    context.tell(result);
    return Done{};
}

} // namespace

Outcome<Done> benchVideo(const BenchContext& context) {
    const fs::path file = context.file.value_or(kUsualClip);
    const auto bytes = readFile(file, std::size_t{1} << 30);
    if (!bytes) {
        return Problem{bytes.problem().what, bytes.problem().where,
                       "Name a clip with --file, or install Debian's opencv-doc"};
    }
    const TemporaryFolder folder;
    const fs::path copy = folder.path() / "copy";
    if (const auto saved = saveAtomically(copy, *bytes); !saved) {
        return saved;
    }
    Subject subject(file, copy, context.threads);
    if (!context.peer) {
        return measure(context, "", file, subject);
    }
    for (const char* peer : {"decord", "OpenCV"}) {
        if (auto done = measure(context, peer, file, subject); !done) {
            return done;
        }
    }
    return Done{};
}

} // namespace vitrine::app
