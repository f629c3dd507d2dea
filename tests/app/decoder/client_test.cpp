#include "core/media/codec/clip/clipreader.h"
#include "core/media/decoder/decoderclient.h"
#include "tests/core/media/clipwriter.h"
#include "tests/core/media/files.h"

#include <sys/wait.h>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <stop_token>
#include <thread>

using namespace vitrine;
using namespace vitrine::media;
using namespace vitrine::tests;

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// What the system says of a process, by line: "NoNewPrivs:\t1".
std::string statusOf(pid_t process, const std::string& key) {
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(key)) {
            return line.substr(line.find_last_of(" \t") + 1);
        }
    }
    return {};
}

} // namespace

class ClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(folder_.isValid());
        clip_ = fs::path(folder_.path().toStdString()) / "clip.mkv";
        const std::string bytes = writeClip({.codec = "mpeg4", .frames = 300, .keyEvery = 300,
                                             .betweenReferences = 0, .width = 640, .height = 480});
        QVERIFY(!bytes.empty());
        QVERIFY(saveAtomically(clip_, bytes).ok());
    }

    void pictures() {
        DecoderClient client;
        const auto begin = Clock::now();
        const auto first = client.picture(kMediaGoldens / "alpha.png");
        qInfo("first picture, with starting the process: %.0f ms", millisecondsSince(begin));
        QVERIFY2(first.ok(), first.failed() ? first.problem().text().c_str() : "");
        QCOMPARE(first->format, std::string("PNG"));
        QCOMPARE(first->image.width(), std::size_t{23});
        QVERIFY(!first->notes.empty());
        const pid_t process = client.processId();
        const auto again = Clock::now();
        for (const std::string& name : pictureFiles()) {
            QVERIFY2(client.picture(kMediaGoldens / name).ok(), name.c_str());
        }
        qInfo("%.2f ms a picture after that",
              millisecondsSince(again) / static_cast<double>(pictureFiles().size()));
        QCOMPARE(client.processId(), process); // one process for all
    }

    /// The same frames as in this process; progress is told.
    void clips() {
        DecoderClient client;
        const auto info = client.clipInfo(clip_);
        QVERIFY2(info.ok(), info.failed() ? info.problem().text().c_str() : "");
        QCOMPARE(info->frames(), 300);
        QCOMPARE(info->width, std::uint64_t{640});
        std::int64_t told = 0;
        const Tick tick({}, [&](const Progress& progress) { told = progress.done; });
        const auto clip = client.sampled(clip_, 8, Sampling::Ends, tick);
        QVERIFY2(clip.ok(), clip.failed() ? clip.problem().text().c_str() : "");
        QCOMPARE(clip->frames.size(), std::size_t{8});
        QCOMPARE(clip->sourceFrames, 300);
        for (const Frame& frame : clip->frames) {
            QCOMPARE(numberShown(*frame.picture).value_or(-1) & 255,
                     static_cast<int>(frame.number) & 255);
            QVERIFY(std::abs(frame.seconds - static_cast<double>(frame.number) / 25) < 0.0011);
        }
        QCOMPARE(told, 8);
    }

    void isConfined() {
        DecoderClient client;
        QVERIFY(client.picture(kMediaGoldens / "rgb.png").ok());
        const pid_t process = client.processId();
        QCOMPARE(statusOf(process, "NoNewPrivs"), std::string("1"));
        QCOMPARE(statusOf(process, "Seccomp:"), std::string("2"));
        std::ifstream limits("/proc/" + std::to_string(process) + "/limits");
        const std::string text{std::istreambuf_iterator<char>(limits), {}};
        QVERIFY(QString::fromStdString(text).contains(
            QRegularExpression(QStringLiteral("Max file size +0 +0 "))));
        QVERIFY(QString::fromStdString(text).contains(
            QRegularExpression(QStringLiteral("Max open files +32 +32 "))));
#if !defined(__SANITIZE_ADDRESS__)
        QVERIFY(QString::fromStdString(text).contains(
            QRegularExpression(QStringLiteral("Max address space +2147483648 +2147483648 "))));
#endif
        // Socket, null streams, and nothing of ours.
        const auto open = fs::directory_iterator("/proc/" + std::to_string(process) + "/fd");
        QVERIFY(std::distance(begin(open), end(open)) <= 5);
    }

    /// SIGKILL while it works: a Problem with the file's name, and the next request works.
    void killedInTheMiddle() {
        DecoderClient client;
        QVERIFY(client.clipInfo(clip_).ok());
        for (int round = 0; round < 5; ++round) {
            std::atomic<bool> working = false;
            const Tick tick({}, [&](const Progress&) { working = true; });
            std::jthread killer([&] {
                while (!working) {
                    std::this_thread::yield();
                }
                ::kill(client.processId(), SIGKILL);
            });
            std::vector<std::int64_t> numbers(200);
            std::ranges::generate(numbers, [next = 0]() mutable { return next++; });
            const auto info = client.clipInfo(clip_);
            QVERIFY(info.ok());
            const auto clip = client.frames(clip_, *info, numbers, tick);
            QVERIFY(clip.failed());
            QVERIFY(clip.problem().where == clip_.string());
            QVERIFY(clip.problem().what.find("signal 9") != std::string::npos);
            QVERIFY(client.picture(kMediaGoldens / "rgb.png").ok());
        }
    }

    /// SIGKILL while it waits: the next request is answered as if nothing had happened.
    void killedBetweenTwo() {
        DecoderClient client;
        QVERIFY(client.picture(kMediaGoldens / "rgb.png").ok());
        const pid_t process = client.processId();
        ::kill(process, SIGKILL);
        QTRY_COMPARE(statusOf(process, "State:"), std::string("(zombie)"));
        const auto picture = client.picture(kMediaGoldens / "rgb.png");
        QVERIFY2(picture.ok(), picture.failed() ? picture.problem().text().c_str() : "");
        QVERIFY(client.processId() != process);
    }

    /// Stopped dead, as by a fault that never returns: cancelling still answers within 100 ms.
    void cancelsInTime() {
        DecoderClient client;
        const auto info = client.clipInfo(clip_);
        QVERIFY(info.ok());
        std::vector<std::int64_t> numbers(250);
        std::ranges::generate(numbers, [next = 0]() mutable { return next++; });
        std::stop_source stop;
        std::atomic<bool> working = false;
        Clock::time_point asked;
        const Tick tick(stop.get_token(), [&](const Progress&) { working = true; });
        std::jthread person([&] {
            while (!working) {
                std::this_thread::yield();
            }
            ::kill(client.processId(), SIGSTOP);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            asked = Clock::now();
            stop.request_stop();
        });
        const auto clip = client.frames(clip_, *info, numbers, tick);
        const double took = millisecondsSince(asked);
        person.join();
        QVERIFY(clip.cancelled());
        QVERIFY2(took < 100, std::to_string(took).c_str());
        QVERIFY(client.picture(kMediaGoldens / "rgb.png").ok());
    }

    void silenceEnds() {
        DecoderClient client({.limits = {.openSeconds = 0.3, .frameSeconds = 0.1}});
        QVERIFY(client.clipInfo(clip_).ok());
        ::kill(client.processId(), SIGSTOP);
        const auto begin = Clock::now();
        const auto info = client.clipInfo(clip_);
        QVERIFY(info.failed());
        QVERIFY(info.problem().what.find("too long") != std::string::npos);
        QVERIFY(millisecondsSince(begin) < 3000);
        QVERIFY(client.clipInfo(clip_).ok());
    }

    void severalThreads() {
        DecoderClient client;
        std::atomic<int> good = 0;
        {
            std::vector<std::jthread> people;
            for (int person = 0; person < 4; ++person) {
                people.emplace_back([&] {
                    for (int round = 0; round < 20; ++round) {
                        good += client.picture(kMediaGoldens / "rgb.png").ok() ? 1 : 0;
                    }
                });
            }
        }
        QCOMPARE(good.load(), 80);
    }

    void tooMuchAtOnce() {
        DecoderClient client;
        auto info = client.clipInfo(clip_);
        QVERIFY(info.ok());
        const std::vector<std::int64_t> numbers(2000, 0); // 1.8 GB
        const auto clip = client.frames(clip_, *info, numbers);
        QVERIFY(clip.failed());
        QVERIFY(clip.problem().what.find("memory") != std::string::npos);
    }

    void noProgram() {
        DecoderClient client({.program = "/nowhere/vitrine-decode"});
        const auto picture = client.picture(kMediaGoldens / "rgb.png");
        QVERIFY(picture.failed());
        QVERIFY(picture.problem().where == "/nowhere/vitrine-decode");
    }

    /// No process is left behind.
    void endsWithItsClient() {
        pid_t process = -1;
        {
            DecoderClient client;
            QVERIFY(client.picture(kMediaGoldens / "rgb.png").ok());
            process = client.processId();
            QVERIFY(::kill(process, 0) == 0);
        }
        QVERIFY(::kill(process, 0) != 0);
    }

private:
    QTemporaryDir folder_;
    fs::path clip_;
};

QTEST_GUILESS_MAIN(ClientTest)
#include "client_test.moc"
