#include "core/media/decoder/decoderclient.h"
#include "core/media/header/pictureheader.h"
#include "tests/core/media/clipwriter.h"
#include "tests/core/media/files.h"
#include "tests/support/mutator.h"

#include <sys/stat.h>

#include <fcntl.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <thread>

using namespace vitrine;
using namespace vitrine::media;
using namespace vitrine::tests;

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// What the specification allows from the bad file to its Problem.
constexpr double kSeconds = 5;

double secondsSince(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::string bytesOfNumber(std::uint32_t number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<char>(number >> shift));
    }
    return bytes;
}

} // namespace

class HostileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(folder_.isValid()); }

    /// Whatever the file is called and whatever it holds: both roads answer with its name, in time.
    void emptyFile() { refusedOnBothRoads(save("empty.png", "")); }

    void folderAndPipe() {
        refusedOnBothRoads(folder_.path().toStdString());
        const fs::path pipe = at("pipe.mp4");
        QVERIFY(::mkfifo(pipe.c_str(), 0600) == 0);
        refusedOnBothRoads(pipe);
        refusedOnBothRoads(at("missing.png"));
        refusedOnBothRoads("/dev/zero");
    }

    void wrongEnding() {
        // By content: a picture is a picture, whatever its name.
        QVERIFY(client_.picture(save("photo.mp4", bytesOfGolden("rgb.png"))).ok());
        QVERIFY(client_.clipInfo(save("photo2.mp4", bytesOfGolden("rgb.png"))).failed());
        const std::string clip = writeClip({.container = "mp4", .codec = "mpeg4", .frames = 20});
        QVERIFY(client_.clipInfo(save("clip.jpg", clip)).ok());
        QVERIFY(client_.picture(save("clip2.jpg", clip)).failed());
        refusedOnBothRoads(save("text.png", "this is no picture, and no clip"));
    }

    /// 30,000 × 30,000 in a few bytes.
    void hugeHeaders() {
        const std::string side = bytesOfNumber(30'000);
        const std::string png = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + side + side +
                                std::string("\x08\x02\0\0\0\0\0\0\0", 9);
        refusedOnBothRoads(save("huge.png", png));
        const std::string jpeg = std::string("\xFF\xD8\xFF\xC0\0\x11\x08", 7) + side.substr(2) +
                                 side.substr(2) + "\x03\x01\x22" + std::string(20, '\0');
        refusedOnBothRoads(save("huge.jpg", jpeg));
        refusedOnBothRoads(save("huge.ppm", "P6 30000 30000 255\n"));
        const auto problem = client_.picture(at("huge.png")).problem();
        QVERIFY(problem.what.find("30000") != std::string::npos);
        // Within the limit on pixels, but the file holds none of them.
        const std::string cut = std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) +
                                bytesOfNumber(9'000) + bytesOfNumber(9'000) +
                                std::string("\x08\x02\0\0\0\0\0\0\0", 9);
        refusedOnBothRoads(save("hollow.png", cut));
    }

    void truncated() {
        for (const char* name : {"rgb.png", "turned-6.jpg", "moving.gif", "packed.tiff",
                                 "lossy.webp", "palette.bmp"}) {
            const std::string bytes = bytesOfGolden(name);
            for (std::size_t part = 0; part < 12; ++part) {
                const fs::path file = save("cut", bytes.substr(0, bytes.size() * part / 12));
                answersInTime(file);
            }
        }
        const std::string clip = writeClip({.container = "mp4", .codec = "mpeg4", .frames = 50});
        for (std::size_t part = 0; part < 12; ++part) {
            answersInTime(save("cut.mp4", clip.substr(0, clip.size() * part / 12)));
        }
    }

    /// A playlist is no clip: nothing that it names is opened.
    void playlists() {
        refusedOnBothRoads(save("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n"
                                             "/etc/passwd\n#EXT-X-ENDLIST\n"));
        refusedOnBothRoads(save("list.mp4", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"));
        refusedOnBothRoads(save("list.ffconcat", "ffconcat version 1.0\nfile '/etc/passwd'\n"));
        refusedOnBothRoads(save("list.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\n"
                                            "m=video 5004 RTP/AVP 96\n"));
    }

    /// More frames than anybody can look at: the listing stops at the limit.
    void endlessClip() {
        std::string stream = writeClip({.container = "mpegts", .codec = "mpeg2video", .frames = 200,
                                        .betweenReferences = 0, .width = 32, .height = 32});
        QVERIFY(!stream.empty());
        std::string endless;
        while (endless.size() < (std::size_t{64} << 20)) {
            endless += stream; // the time stamps begin again and again
        }
        const fs::path file = save("endless.ts", endless);
        const auto begin = Clock::now();
        const auto info = client_.clipInfo(file);
        QVERIFY(secondsSince(begin) < kSeconds);
        QVERIFY(info.failed());
        QVERIFY2(info.problem().what.find("too long") != std::string::npos,
                 info.problem().text().c_str());
    }

    /// A file that somebody keeps writing to ends where it ended when it was opened.
    void growingClip() {
        const std::string stream = writeClip({.container = "mpegts", .codec = "mpeg2video",
                                              .frames = 50, .betweenReferences = 0});
        const fs::path file = save("growing.ts", stream);
        std::jthread writer([&](const std::stop_token& stop) {
            const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
            while (!stop.stop_requested()) {
                if (::write(descriptor, stream.data(), stream.size()) < 0) {
                    break;
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
            ::close(descriptor);
        });
        const auto begin = Clock::now();
        (void)client_.clipInfo(file);
        QVERIFY(secondsSince(begin) < kSeconds);
    }

    /// F5: seeds mutated; the decoder may die, we may not, and every file is answered in time.
    void mutations() {
        const std::uint64_t count = numberFromEnvironment("VITRINE_MEDIA_MUTATIONS", 2'000);
        const std::uint64_t seed = numberFromEnvironment("VITRINE_FUZZ_SEED", 9);
        qInfo("seed %llu, %llu files", static_cast<unsigned long long>(seed),
              static_cast<unsigned long long>(count));
        Mutator mutator(seed, seeds(), {"IHDR", "moov", "stco", "RIFF", "idx1", "ANMF", "mdat"});
        std::uint64_t opened = 0;
        std::uint64_t died = 0;
        double slowest = 0;
        for (std::uint64_t input = 0; input < count; ++input) {
            const fs::path file = save("mutant", mutator.next());
            const pid_t before = client_.processId();
            const auto begin = Clock::now();
            opened += lookAt(file) ? 1 : 0;
            slowest = std::max(slowest, secondsSince(begin));
            died += before >= 0 && client_.processId() != before ? 1 : 0;
        }
        qInfo("%llu opened, the decoder died %llu times, slowest %.2f s",
              static_cast<unsigned long long>(opened), static_cast<unsigned long long>(died),
              slowest);
        QVERIFY(slowest < kSeconds);
        QVERIFY(opened > count / 20 && opened < count);
    }

private:
    fs::path at(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }

    fs::path save(const char* name, const std::string& bytes) const {
        const auto saved = saveAtomically(at(name), bytes);
        if (!saved) {
            qFatal("%s", saved.problem().text().c_str());
        }
        return at(name);
    }

    /// Pictures of every format and clips of several, about two hundred.
    std::vector<std::string> seeds() const {
        std::vector<std::string> seeds;
        for (int repeat = 0; repeat < 4; ++repeat) {
            for (const std::string& name : pictureFiles()) {
                seeds.push_back(bytesOfGolden(name));
            }
        }
        for (const char* container : {"mp4", "matroska", "avi", "mpegts", "mov"}) {
            for (const char* codec : {"libx264", "mpeg4", "mpeg2video", "mjpeg"}) {
                for (const int frames : {1, 7, 12}) {
                    const std::string bytes =
                        writeClip({.container = container, .codec = codec, .frames = frames,
                                   .betweenReferences = 0, .width = 48, .height = 32});
                    if (!bytes.empty()) {
                        seeds.push_back(bytes);
                    }
                }
            }
        }
        qInfo("%zu seeds", seeds.size());
        return seeds;
    }

    /// Opens as what the bytes look like. Whether that worked.
    bool lookAt(const fs::path& file) {
        const auto bytes = readFile(file, std::size_t{1} << 28);
        if (bytes.ok() && pictureFormatOf(spanOf(*bytes))) {
            return client_.picture(file).ok();
        }
        const auto info = client_.clipInfo(file);
        if (!info) {
            return false;
        }
        const auto numbers = sampleFrames(info->frames(), 3);
        return client_.frames(file, *info, numbers).ok();
    }

    void answersInTime(const fs::path& file) {
        const auto begin = Clock::now();
        (void)lookAt(file);
        QVERIFY(secondsSince(begin) < kSeconds);
    }

    void refusedOnBothRoads(const fs::path& file) {
        const auto begin = Clock::now();
        const auto picture = client_.picture(file);
        QVERIFY(secondsSince(begin) < kSeconds);
        QVERIFY(picture.failed());
        QCOMPARE(picture.problem().where, file.string());
        QVERIFY(!picture.problem().advice.empty());
        const auto clipBegin = Clock::now();
        const auto info = client_.clipInfo(file);
        QVERIFY(secondsSince(clipBegin) < kSeconds);
        QVERIFY(info.failed());
        QCOMPARE(info.problem().where, file.string());
        // And the client lives.
        QVERIFY(client_.picture(kMediaGoldens / "rgb.png").ok());
    }

    QTemporaryDir folder_;
    DecoderClient client_{{.limits = {.openSeconds = 3, .frameSeconds = 0.3}, .pictureSeconds = 3}};
};

QTEST_GUILESS_MAIN(HostileTest)
#include "hostile_test.moc"
