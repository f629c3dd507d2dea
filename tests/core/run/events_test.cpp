#include "core/run/events/eventreader.h"
#include "core/run/events/eventwriter.h"

#include "tests/core/run/folder.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <ctime>
#include <limits>
#include <thread>

using namespace vitrine;
using namespace vitrine::run;
using namespace vitrine::tests;

namespace {

using Limits = std::numeric_limits<double>;

std::vector<Event> readAll(EventReader& reader, std::vector<BadLine>* bad = nullptr) {
    std::vector<Event> events;
    bool more = true;
    while (more) {
        auto batch = reader.read();
        if (!batch) {
            return {};
        }
        std::ranges::move(batch->events, std::back_inserter(events));
        if (bad != nullptr) {
            std::ranges::move(batch->bad, std::back_inserter(*bad));
        }
        more = batch->more;
    }
    return events;
}

std::vector<Event> readAll(const std::filesystem::path& folder) {
    EventReader reader(folder);
    return readAll(reader);
}

std::string lineWithStep(int step) {
    return lineOf({.wall = 1.5, .monotonic = 2, .step = step, .kind = "scalar",
                   .values = {{"train/loss", 1.0 / (step + 1)}}});
}

/// Appends `count` scalar lines and leaves the disk to the system.
void writeSteps(const std::filesystem::path& folder, int begin, int end,
                const EventWriterOptions& options = {}) {
    const auto writer = EventWriter::open(folder, options);
    for (int step = begin; step < end; ++step) {
        const std::array values{Scalar{"train/loss", 1.0 / step}};
        (*writer)->scalars(step, values);
    }
}

} // namespace

class EventsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineAsWritten();
    void numbersThatAreNone();
    void linesThatAreNoEvents();
    void writesAndReads();
    void tornAtEveryByte();
    void aTornTailIsMovedAway();
    void readsWhileItGrows();
    void followsTheRotation();
    void longAndBrokenLines();
    void aLogThatBecameShorter();
    void flushReachesTheDisk();
    void aFullDisk();
    void toAStream();
    void manyThreads();
};

void EventsTest::aLineAsWritten() {
    const Event event{.wall = 1700000000.25,
                      .monotonic = 12.5,
                      .step = 3,
                      .kind = "eval",
                      .values = {{"eval/loss", 0.5}, {"eval/f1", 1}},
                      .fields = Json::Object{{"split", "dev"}, {"n", 100}}};
    const std::string line = lineOf(event);
    QCOMPARE(line, std::string("{\"t\":1700000000.250000,\"m\":12.500000,\"s\":3,\"k\":\"eval\","
                               "\"v\":{\"eval/loss\":0.5,\"eval/f1\":1},\"split\":\"dev\",\"n\":100}"
                               "\n"));
    const auto back = eventFrom(line.substr(0, line.size() - 1));
    QVERIFY(back);
    QCOMPARE(back->step, 3);
    QCOMPARE(back->kind, std::string("eval"));
    QCOMPARE(back->values.size(), std::size_t{2});
    QCOMPARE(back->values[0].value, 0.5);
    QCOMPARE(*back->fields.find("split")->string(), std::string("dev"));
}

void EventsTest::numbersThatAreNone() {
    const Event event{.step = 1,
                      .kind = "scalar",
                      .values = {{"a", Limits::quiet_NaN()},
                                 {"b", Limits::infinity()},
                                 {"c", -Limits::infinity()},
                                 {"d", Limits::denorm_min()}},
                      .fields = Json::Object{{"deep", Json::Array{Json(Limits::quiet_NaN())}}}};
    const std::string line = lineOf(event);
    QVERIFY(line.find("\"a\":\"nan\",\"b\":\"inf\",\"c\":\"-inf\"") != std::string::npos);
    QVERIFY(line.find("\"deep\":[\"nan\"]") != std::string::npos);
    const auto back = eventFrom(line.substr(0, line.size() - 1));
    QVERIFY(back);
    QVERIFY(std::isnan(back->values[0].value));
    QCOMPARE(back->values[1].value, Limits::infinity());
    QCOMPARE(back->values[2].value, -Limits::infinity());
    QCOMPARE(back->values[3].value, Limits::denorm_min());
}

void EventsTest::linesThatAreNoEvents() {
    for (const char* line :
         {"", "{}", "[]", "null", "{\"t\":1,\"m\":1,\"s\":0}", "{\"t\":1,\"s\":-1,\"k\":\"a\"}",
          "{\"t\":\"1\",\"s\":1,\"k\":\"a\"}", "{\"t\":1,\"s\":1.5,\"k\":\"a\"}",
          "{\"t\":1,\"s\":1,\"k\":\"\"}", "{\"t\":1,\"s\":1,\"k\":\"a\",\"v\":[1]}",
          "{\"t\":1,\"s\":1,\"k\":\"a\",\"v\":{\"x\":\"much\"}}",
          "{\"t\":1,\"s\":1,\"s\":1,\"k\":\"a\"}", "{\"t\":1,\"s\":1,\"k\":\"a\"} x"}) {
        QVERIFY2(!eventFrom(line), line);
    }
    QVERIFY(eventFrom("{\"t\":1,\"s\":1,\"k\":\"from the future\",\"new\":{}}"));
}

void EventsTest::writesAndReads() {
    const Folder folder;
    EventReader reader(folder.path());
    auto early = reader.read();
    QVERIFY(early.ok() && early->events.empty() && !early->more); // before the run wrote anything
    writeSteps(folder.path(), 1, 101);
    const auto events = readAll(reader);
    QCOMPARE(events.size(), std::size_t{100});
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(events[i].step, static_cast<std::int64_t>(i + 1));
        QCOMPARE(events[i].values[0].value, 1.0 / static_cast<double>(i + 1));
        QVERIFY(events[i].wall > 1.7e9);
    }
    QVERIFY(readAll(reader).empty()); // nothing is read twice
}

/// A log that ends anywhere within its last three lines: readers give the whole lines, a writer
/// that comes next loses none of them and goes on after them.
void EventsTest::tornAtEveryByte() {
    std::string whole;
    for (int step = 0; step < 5; ++step) {
        whole += lineWithStep(step);
    }
    const std::size_t lastThree = lineWithStep(0).size() + lineWithStep(1).size();
    for (std::size_t length = lastThree; length <= whole.size(); ++length) {
        const Folder folder;
        const std::string text = whole.substr(0, length);
        put(folder / "events.jsonl", text);
        const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
        EventReader reader(folder.path());
        QCOMPARE(readAll(reader).size(), lines);
        writeSteps(folder.path(), 100, 102);
        const auto rest = readAll(reader);
        QCOMPARE(rest.size(), std::size_t{2});
        QCOMPARE(rest[0].step, 100);
        QCOMPARE(readAll(folder.path()).size(), lines + 2);
    }
}

void EventsTest::aTornTailIsMovedAway() {
    const Folder folder;
    // Longer than one step backwards through the file.
    const std::string tail = "{\"t\":1,\"note\":\"" + std::string(200'000, 'x');
    put(folder / "events.jsonl", lineWithStep(1) + tail);
    writeSteps(folder.path(), 2, 3);
    QCOMPARE(get(folder / "events.torn"), tail + "\n");
    QCOMPARE(readAll(folder.path()).size(), std::size_t{2});
    // Nothing but a tail.
    put(folder / "events.jsonl", "{\"t\"");
    writeSteps(folder.path(), 5, 6);
    QCOMPARE(get(folder / "events.torn"), tail + "\n{\"t\"\n");
    QCOMPARE(readAll(folder.path()).front().step, 5);
}

void EventsTest::readsWhileItGrows() {
    const Folder folder;
    constexpr int kSteps = 20'000;
    std::thread writer([&] { writeSteps(folder.path(), 0, kSteps, {.rotateBytes = 200'000}); });
    EventReader reader(folder.path());
    std::int64_t next = 0;
    bool inOrder = true;
    QElapsedTimer timer;
    timer.start();
    while (next < kSteps && timer.elapsed() < 60'000) {
        for (const Event& event : readAll(reader)) {
            inOrder = inOrder && event.step == next;
            ++next;
        }
    }
    writer.join();
    QVERIFY(inOrder);
    QCOMPARE(next, std::int64_t{kSteps});
    QVERIFY(reader.position().part > 5);
}

void EventsTest::followsTheRotation() {
    const Folder folder;
    writeSteps(folder.path(), 0, 50, {.rotateBytes = 1000});
    QVERIFY(std::filesystem::exists(folder / "events.00001.jsonl"));
    QVERIFY(std::filesystem::exists(folder / "events.00003.jsonl"));
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        QVERIFY(entry.file_size() <= 1000);
    }
    EventReader reader(folder.path());
    auto events = readAll(reader);
    QCOMPARE(events.size(), std::size_t{50});
    writeSteps(folder.path(), 50, 80, {.rotateBytes = 1000});
    // A reader that was closed in between goes on from its position.
    EventReader later(folder.path(), reader.position());
    events = readAll(later);
    QCOMPARE(events.size(), std::size_t{30});
    QCOMPARE(events.front().step, 50);
}

void EventsTest::longAndBrokenLines() {
    const Folder folder;
    const std::string longLine(kLongestEvent + 10, 'x');
    put(folder / "events.jsonl", lineWithStep(1) + longLine + "\n" + "no event\n" +
                                     std::string(3 * kLongestEvent, 'y') + "\n" + lineWithStep(2) +
                                     std::string(2 * kLongestEvent, 'z'));
    EventReader reader(folder.path());
    std::vector<BadLine> bad;
    const auto events = readAll(reader, &bad);
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(events[1].step, 2);
    QCOMPARE(bad.size(), std::size_t{4});
    QCOMPARE(bad[0].byte, lineWithStep(1).size());
    QCOMPARE(bad[1].what, std::string("the line is no event"));
    // The endless line ends after all, and what follows is read.
    std::ofstream(folder / "events.jsonl", std::ios::app | std::ios::binary)
        << "\n" << lineWithStep(3);
    QCOMPARE(readAll(reader).size(), std::size_t{1});
}

void EventsTest::aLogThatBecameShorter() {
    const Folder folder;
    put(folder / "events.jsonl", lineWithStep(1) + lineWithStep(2));
    EventReader reader(folder.path());
    QCOMPARE(readAll(reader).size(), std::size_t{2});
    put(folder / "events.jsonl", lineWithStep(1));
    QVERIFY(reader.read().failed());
    EventReader gone(folder / "missing");
    QVERIFY(gone.read().failed());
}

void EventsTest::flushReachesTheDisk() {
    const Folder folder;
    const auto writer = EventWriter::open(folder.path(), {.syncEvery = std::chrono::hours(1)});
    for (int round = 0; round < 200; ++round) {
        (*writer)->append(round, "note", Json::Object{{"text", "hello"}});
        QVERIFY((*writer)->flush().ok());
        QCOMPARE(readAll(folder.path()).size(), static_cast<std::size_t>(round + 1));
    }
    QVERIFY((*writer)->flush().ok()); // with nothing to do
    // … after which the writer's thread sleeps.
    const std::clock_t before = std::clock();
    QTest::qWait(300);
    const double busySeconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(busySeconds < 0.03, std::to_string(busySeconds).c_str());
}

/// A limit on the size of files stands for the full disk: lines wait, nothing is torn, and after
/// room was made all of them arrive.
void EventsTest::aFullDisk() {
    const Folder folder;
    const auto previous = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto writer = EventWriter::open(folder.path(), {.bufferBytes = 20'000});
    rlimit narrow = before;
    narrow.rlim_cur = 1000;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &narrow), 0);
    for (int step = 0; step < 50; ++step) {
        (*writer)->scalars(step, std::array{Scalar{"train/loss", 1}});
    }
    const auto full = (*writer)->flush();
    const bool told = full.failed() && (*writer)->trouble().has_value();
    const std::string text = get(folder / "events.jsonl");
    for (int step = 50; step < 1000; ++step) { // more than the buffer holds
        (*writer)->scalars(step, std::array{Scalar{"train/loss", 1}});
    }
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, previous);
    QVERIFY(told);
    QVERIFY(text.empty() || text.ends_with("\n"));
    QTRY_VERIFY_WITH_TIMEOUT((*writer)->flush().ok(), 5000);
    const auto events = readAll(folder.path());
    const auto lost = std::ranges::find(events, "warn", &Event::kind);
    QVERIFY(lost != events.end());
    QCOMPARE(*lost->fields.find("code")->string(), std::string("events_lost"));
    for (std::size_t i = 0; i < 50; ++i) {
        QCOMPARE(events[i].step, static_cast<std::int64_t>(i));
    }
    const std::string message = *lost->fields.find("message")->string();
    const auto missing = std::to_string(1000 - (events.size() - 1));
    QVERIFY2(message.find(" " + missing + " are lost") != std::string::npos, message.c_str());
}

void EventsTest::toAStream() {
    std::array<int, 2> pipe{};
    QCOMPARE(::pipe(pipe.data()), 0);
    {
        const auto writer = EventWriter::onStream(pipe[1]);
        QVERIFY(writer.ok());
        (*writer)->append(4, "note", Json::Object{{"text", "hello"}});
    }
    std::array<char, 1000> buffer{};
    const ssize_t count = ::read(pipe[0], buffer.data(), buffer.size());
    QVERIFY(count > 0);
    const auto event = eventFrom(std::string_view(buffer.data(), static_cast<std::size_t>(count) - 1));
    QVERIFY(event && event->step == 4);
    ::close(pipe[0]);
    ::close(pipe[1]);
}

void EventsTest::manyThreads() {
    const Folder folder;
    {
        const auto writer = EventWriter::open(folder.path());
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int i = 0; i < 500; ++i) {
                    (*writer)->append(i, "note", Json::Object{{"text", "x"}});
                    if (i % 100 == 0) {
                        (void)(*writer)->flush();
                    }
                }
            });
        }
    }
    QCOMPARE(readAll(folder.path()).size(), std::size_t{2000});
}

QTEST_GUILESS_MAIN(EventsTest)
#include "events_test.moc"
