#include "core/media/clip/sampling.h"
#include "core/media/codec/clip/clipreader.h"
#include "core/media/codec/picture/orient.h"
#include "tests/core/media/clipwriter.h"
#include "tests/core/media/files.h"

#include "core/base/philox.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <stop_token>

using namespace vitrine;
using namespace vitrine::media;
using namespace vitrine::tests;

namespace {

struct Row {
    const char* name;
    ClipSpec spec;
    double tolerance; ///< of times: what the container rounds to
};

const std::vector<Row>& rows() {
    static const std::vector<Row> table{
        {"H.264 with B-frames in MP4", {.container = "mp4"}, 1e-6},
        {"H.264 with B-frames in Matroska", {.container = "matroska"}, 0.0011},
        {"H.264 in one group in MP4", {.container = "mp4", .keyEvery = 1000}, 1e-6},
        {"H.264 in MPEG-TS", {.container = "mpegts"}, 1e-4},
        {"MPEG-2 with B-frames in MPEG-TS", {.container = "mpegts", .codec = "mpeg2video"}, 1e-4},
        {"MPEG-4 in AVI", {.container = "avi", .codec = "mpeg4", .betweenReferences = 0}, 1e-6},
        {"MPEG-4 with B-frames in AVI", {.container = "avi", .codec = "mpeg4"}, 0.09},
        {"MS MPEG-4 in AVI", {.container = "avi", .codec = "msmpeg4", .betweenReferences = 0}, 1e-6},
        {"Motion JPEG in MOV", {.container = "mov", .codec = "mjpeg", .betweenReferences = 0}, 1e-6},
        {"VP8 in WebM", {.container = "webm", .codec = "libvpx", .betweenReferences = 0}, 0.0011},
        {"Theora in Ogg", {.container = "ogg", .codec = "libtheora", .betweenReferences = 0}, 1e-6},
    };
    return table;
}

std::unique_ptr<ClipReader> opened(const std::string& bytes) {
    auto reader = ClipReader::openBytes(spanOf(bytes), "test clip");
    if (!reader) {
        qWarning("%s", reader.problem().text().c_str());
        return nullptr;
    }
    return std::move(reader).value();
}

} // namespace

class ClipTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exact_data() {
        QTest::addColumn<int>("row");
        for (std::size_t row = 0; row < rows().size(); ++row) {
            QTest::newRow(rows()[row].name) << static_cast<int>(row);
        }
    }

    /// Any frame by its number, in any order, is the one that shows the number; times are n / 25.
    void exact() {
        QFETCH(int, row);
        const Row& entry = rows()[static_cast<std::size_t>(row)];
        const std::string bytes = writeClip(entry.spec);
        if (bytes.empty()) {
            QSKIP("FFmpeg here has no such encoder");
        }
        const auto reader = opened(bytes);
        QVERIFY(reader != nullptr);
        const ClipInfo& info = reader->info();
        QCOMPARE(info.frames(), 100);
        QCOMPARE(info.width, std::uint64_t{160});
        QVERIFY(std::abs(info.framesPerSecond - 25) < 0.5);
        for (std::size_t number = 0; number < info.times.size(); ++number) {
            QVERIFY(std::abs(info.times[number] - static_cast<double>(number) / 25) <=
                    entry.tolerance);
        }
        Random random(11, static_cast<std::uint64_t>(row));
        for (int draw = 0; draw < 25; ++draw) {
            const auto wanted = static_cast<std::int64_t>(random.below(100));
            const auto frame = reader->frame(wanted);
            QVERIFY2(frame.ok(), frame.failed() ? frame.problem().text().c_str() : "");
            QCOMPARE(numberShown(*frame).value_or(-1), static_cast<int>(wanted));
        }
        lists(*reader);
    }

    void oneFrame() {
        const std::string bytes = writeClip({.frames = 1});
        if (bytes.empty()) {
            QSKIP("FFmpeg here has no H.264 encoder");
        }
        const auto reader = opened(bytes);
        QVERIFY(reader != nullptr);
        QCOMPARE(reader->info().frames(), 1);
        QCOMPARE(numberShown(*reader->frame(0)).value_or(-1), 0);
        QVERIFY_EXCEPTION_THROWN((void)reader->frame(1), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)reader->frame(-1), std::invalid_argument);
    }

    /// A clip that was taken with the camera on its side.
    void turned() {
        const std::string bytes = writeClip({.container = "mov", .codec = "mjpeg", .betweenReferences = 0, .turn = 90});
        if (bytes.empty()) {
            QSKIP("FFmpeg here has no encoder for this");
        }
        const auto reader = opened(bytes);
        QVERIFY(reader != nullptr);
        QCOMPARE(reader->info().width, std::uint64_t{96});
        QVERIFY(!reader->info().notes.empty());
        const auto frame = reader->frame(7);
        QVERIFY(frame.ok());
        QCOMPARE(frame->width(), std::size_t{96});
        const Image back = upright(*frame, Orientation::ThreeQuarterTurn);
        QCOMPARE(numberShown(back).value_or(-1), 7);
    }

    void limits() {
        const std::string bytes = writeClip({.codec = "mjpeg", .betweenReferences = 0});
        const auto refused = [&](const MediaLimits& limits, const char* word) {
            const auto reader = ClipReader::openBytes(spanOf(bytes), "long.mkv", limits);
            return reader.failed() && reader.problem().where == "long.mkv" &&
                   reader.problem().text().find(word) != std::string::npos;
        };
        QVERIFY(refused({.frames = 50}, "50 frames"));
        QVERIFY(refused({.seconds = 3}, "too long"));
        QVERIFY(refused({.side = 100}, "too large"));
        QVERIFY(refused({.openSeconds = 0}, "")); // however it is told
        QVERIFY(ClipReader::openBytes({}, "nothing").failed());
    }

    void cancels() {
        const std::string bytes = writeClip({.codec = "mjpeg", .frames = 250, .betweenReferences = 0});
        std::stop_source stop;
        const auto reader = opened(bytes);
        QVERIFY(reader != nullptr);
        std::vector<std::int64_t> all(250);
        std::ranges::generate(all, [next = 0]() mutable { return next++; });
        std::size_t shown = 0;
        const Tick tick(stop.get_token(), [&](const Progress& progress) {
            if (progress.done == 20) {
                stop.request_stop();
            }
        });
        const auto done = reader->frames(all, [&](std::size_t, const Image&) { ++shown; }, 1, tick);
        QVERIFY(done.cancelled());
        QVERIFY(shown < 60);
        // The reader can be used afterwards.
        QCOMPARE(numberShown(*reader->frame(249)).value_or(-1), 249);
    }

    /// Nothing beside the clip's own bytes is opened, whatever the bytes say.
    void opensNothingElse() {
        const std::string list = "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n";
        QVERIFY(ClipReader::openBytes(spanOf(list), "list.m3u8").failed());
        const std::string concat = "ffconcat version 1.0\nfile /etc/passwd\n";
        QVERIFY(ClipReader::openBytes(spanOf(concat), "list.mp4").failed());
    }

    void truncated() {
        const std::string bytes = writeClip({.container = "avi", .codec = "mpeg4"});
        for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 60) {
            const std::string cut = bytes.substr(0, length);
            const auto reader = ClipReader::openBytes(spanOf(cut), "cut.avi");
            if (reader.ok()) {
                const std::int64_t last = (*reader)->info().frames() - 1;
                const auto frame = (*reader)->frame(last);
                QVERIFY(frame.ok() || frame.failed());
            }
        }
    }

private:
    /// Lists with repeats, backwards, on several threads: each place once, with its own frame.
    void lists(ClipReader& reader) {
        std::vector<std::int64_t> numbers = sampleFrames(100, 8);
        numbers.insert(numbers.end(), {99, 3, 3, 57, 0});
        for (const int threads : {1, 2, 4}) {
            std::multiset<std::size_t> places;
            bool right = true;
            const auto done = reader.frames(
                numbers,
                [&](std::size_t place, const Image& frame) {
                    places.insert(place);
                    right = right && numberShown(frame) == static_cast<int>(numbers[place]);
                },
                threads);
            QVERIFY2(done.ok(), done.failed() ? done.problem().text().c_str() : "");
            QVERIFY(right);
            QCOMPARE(places.size(), numbers.size());
            QCOMPARE(std::set(places.begin(), places.end()).size(), numbers.size());
        }
    }
};

QTEST_GUILESS_MAIN(ClipTest)
#include "clip_test.moc"
