#include "core/run/curves/history.h"
#include "core/run/logs/logtail.h"

#include "core/base/files.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <limits>

using namespace vitrine;
using namespace vitrine::run;

namespace {

Event scalar(std::int64_t step, double value, double wall = 1000) {
    return {.wall = wall + static_cast<double>(step),
            .monotonic = static_cast<double>(step),
            .step = step,
            .kind = "scalar",
            .values = {{"train/loss", value}}};
}

Event other(std::int64_t step, const std::string& kind, Json fields) {
    return {.wall = 1000 + static_cast<double>(step),
            .step = step,
            .kind = kind,
            .fields = std::move(fields)};
}

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gathersCurvesByTag() {
        RunHistory history;
        for (int step = 1; step <= 5; ++step) {
            history.take(scalar(step, 1.0 / step));
        }
        Event eval{.step = 5, .kind = "eval", .values = {{"accuracy", 0.5}, {"eval/f1", 0.25}}};
        history.take(eval);
        QCOMPARE(history.find("train/loss")->live.size(), std::size_t{5});
        QCOMPARE(history.find("eval/accuracy")->live.valueAt(0), 0.5F);
        QCOMPARE(history.find("eval/f1")->live.valueAt(0), 0.25F);
        QVERIFY(history.find("accuracy") == nullptr);
        QCOMPARE(history.points(), std::int64_t{7});
        QCOMPARE(history.medianStepSeconds(), 1.0);
    }

    void aResumeOvertakesWhatCameAfterItsCheckpoint() {
        RunHistory history;
        history.take(other(0, "start", Json::Object{{"attempt", 1}}));
        for (int step = 1; step <= 10; ++step) {
            history.take(scalar(step, 1));
        }
        history.take(other(6, "ckpt", Json::Object{{"why", "periodic"}, {"verified", true}}));
        history.take(other(9, "ckpt", Json::Object{{"why", "torn"}}));
        history.take(other(6, "start", Json::Object{{"attempt", 2}, {"resumed_from", 6}}));
        for (int step = 7; step <= 8; ++step) {
            history.take(scalar(step, 2));
        }
        const CurveSeries& loss = *history.find("train/loss");
        QCOMPARE(loss.live.size(), std::size_t{8});
        QCOMPARE(loss.live.valueAt(5), 1.0F);
        QCOMPARE(loss.live.valueAt(6), 2.0F);
        QCOMPARE(loss.superseded.size(), std::size_t{1});
        QCOMPARE(loss.superseded[0].size(), std::size_t{4});
        QCOMPARE(loss.superseded[0].stepAt(0), std::int64_t{7});
        QCOMPARE(history.checkpoints().size(), std::size_t{1});
        QCOMPARE(history.lastStep(), std::int64_t{8});
        QCOMPARE(history.marks().back().text, std::string("resumed from step 6"));
        history.take(other(8, "start", Json::Object{{"attempt", 3},
                                                    {"resumed_from", 8},
                                                    {"before", "killed by signal 9"}}));
        QCOMPARE(history.marks().back().text,
                 std::string("killed by signal 9, resumed from step 8"));
    }

    void answersByTheirId() {
        RunHistory history;
        history.take(other(41, "ctl",
                           Json::Object{{"id", "a"},
                                        {"verb", "set"},
                                        {"args", Json::Object{{"lr_scale", 0.5}}},
                                        {"result", "ok"},
                                        {"effective", 42}}));
        history.take(other(43, "ctl",
                           Json::Object{{"id", "b"},
                                        {"verb", "pause"},
                                        {"result", "refused"},
                                        {"message", "it is paused"}}));
        QVERIFY(history.answerTo("a")->applied);
        QCOMPARE(history.answerTo("a")->step, std::int64_t{42});
        QVERIFY(!history.answerTo("b")->applied);
        QCOMPARE(history.answerTo("b")->message, std::string("it is paused"));
        QVERIFY(history.answerTo("c") == nullptr);
        QCOMPARE(history.marks().size(), std::size_t{1}); // a refusal changed nothing
        QCOMPARE(history.marks()[0].step, std::int64_t{42});
        QCOMPARE(history.marks()[0].text, std::string("lr × 0.5, applied at 42"));
    }

    void strangeEventsDoNoHarm() {
        RunHistory history;
        history.take(scalar(-5, 1));
        QCOMPARE(history.left(), std::int64_t{1});
        history.take(scalar(10, std::numeric_limits<double>::quiet_NaN()));
        history.take(scalar(4, 1e300)); // goes back without a start, and beyond floats
        history.take(scalar(10, 0.5));
        QCOMPARE(history.find("train/loss")->live.size(), std::size_t{2});
        QVERIFY(std::isinf(history.find("train/loss")->live.valueAt(0)));
        history.take(other(11, "ctl", Json()));
        history.take(other(11, "ckpt", Json::Array{}));
        history.take(other(11, "nan", Json::Object{{"where", 7}}));
        history.take(other(11, "unheard of", Json::Object{}));
        for (int i = 0; i < 12'000; ++i) {
            Event event{.step = 12, .kind = "scalar"};
            event.values = {{"tag" + std::to_string(i), 1}};
            history.take(event);
        }
        QVERIFY(history.series().size() <= 10'000);
    }

    void timesPerStep() {
        RunHistory history;
        for (int step = 1; step <= 300; ++step) {
            Event event = scalar(step, 1);
            // Every hundredth step carries an evaluation of 9 more seconds.
            event.monotonic = step + 9.0 * (step / 100);
            history.take(event);
        }
        QCOMPARE(history.medianStepSeconds(), 1.0);
        // 200 steps with two evaluations among them.
        QVERIFY(std::abs(history.meanStepSeconds() - 218.0 / 200) < 1e-9);
    }

    void theLogsEnd() {
        QTemporaryDir folder;
        const std::filesystem::path run = folder.path().toStdString();
        QVERIFY(lastLogLines(run).failed()); // there is no folder of logs
        std::filesystem::create_directories(run / "logs");
        QVERIFY(lastLogLines(run)->empty());
        std::string text;
        for (int i = 0; i < 50'000; ++i) {
            text += "line " + std::to_string(i) + "\n";
        }
        text += "bad \xff byte";
        QVERIFY(saveAtomically(run / "logs" / "rank-0.log", text).ok());
        const auto lines = lastLogLines(run, 200);
        QCOMPARE(lines->size(), std::size_t{200});
        QCOMPARE(lines->back(), std::string("bad \xEF\xBF\xBD byte"));
        QCOMPARE(lines->at(198), std::string("line 49999"));
        QVERIFY(lines->front().starts_with("line "));
    }
};

QTEST_GUILESS_MAIN(HistoryTest)
#include "history_test.moc"
