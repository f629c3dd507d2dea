#include "core/run/events/eventreader.h"
#include "core/run/events/recorder.h"
#include "core/run/tensorboard/tensorboardwriter.h"

#include "tests/core/run/folder.h"

#include <QByteArray>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <array>
#include <numeric>

using namespace vitrine;
using namespace vitrine::run;
using namespace vitrine::tests;

namespace {

QByteArray hexOf(const std::string& bytes) {
    return QByteArray::fromStdString(bytes).toHex();
}

Histogram someHistogram(int seed) {
    Histogram histogram{.edges = {-1, -0.5, 0, 0.5, 1}, .counts = {1, 2, 3, 4.0 * seed}};
    histogram.least = -0.9;
    histogram.most = 0.8;
    histogram.sum = seed;
    histogram.sumOfSquares = 2.0 * seed;
    return histogram;
}

} // namespace

/// The bytes of training.md 15, and, where there is an oracle, TensorBoard itself.
class TensorboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checksums() {
        QCOMPARE(maskedCrc(std::string("\x1a\x11", 2) + "CRC test, one two"), 0x5794D08AU);
    }

    void knownRecords() {
        QCOMPARE(hexOf(recordOf(versionEvent(1700000000.0))),
                 QByteArray("1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e743a"
                            "32eced8f9d"));
        const std::array values{Scalar{"train/loss", 0.5}};
        QCOMPARE(hexOf(recordOf(scalarEvent(1700000000.0, 3, values))),
                 QByteArray("200000000000000029eda9500900000040fc54d94110032a130a110a0a747261696e2f"
                            "6c6f7373150000003fd9ae5029"));
    }

    void wrongHistogram() {
        const Folder folder;
        const auto writer = TensorBoardWriter::open(folder.path());
        QVERIFY(writer.ok());
        QVERIFY_EXCEPTION_THROWN((void)(*writer)->histogram(1, "h", {.counts = {1}}),
                                 std::invalid_argument);
    }

    /// Two writers of one process and second do not share a file.
    void filesAreNotShared() {
        const Folder folder;
        const auto first = TensorBoardWriter::open(folder.path());
        const auto second = TensorBoardWriter::open(folder.path());
        QVERIFY(first.ok() && second.ok());
        QVERIFY((*first)->file() != (*second)->file());
    }

    void bothStreamsTogether() {
        const Folder folder;
        const auto recorder = Recorder::open(folder.path());
        QVERIFY(recorder.ok());
        (*recorder)->scalars(1, std::array{Scalar{"train/loss", 2}});
        (*recorder)->evaluation(1, "dev", std::array{Scalar{"eval/loss", 3}}, 100, 0.5);
        (*recorder)->histogram(1, "weights", someHistogram(1));
        (*recorder)->event(1, "note", Json::Object{{"text", "hello"}});
        QVERIFY((*recorder)->flush().ok());
        EventReader reader(folder.path());
        const auto batch = reader.read();
        QVERIFY(batch.ok());
        QCOMPARE(batch->events.size(), std::size_t{4});
        QCOMPARE(batch->events[2].fields.find("mean")->number(), 0.1);
        const auto board = std::filesystem::directory_iterator(folder / "tb")->path();
        const std::string records = get(board);
        for (const char* tag : {"train/loss", "eval/loss", "weights"}) {
            QVERIFY(records.find(tag) != std::string::npos);
        }
    }

    /// 100,000 scalars and 1,000 histograms read back by TensorBoard: no difference.
    void readByTensorBoard() {
        const QByteArray python = qgetenv("VITRINE_ORACLE");
        if (python.isEmpty()) {
            QSKIP("VITRINE_ORACLE names no Python");
        }
        const Folder folder;
        {
            const auto writer = TensorBoardWriter::open(folder.path());
            QVERIFY(writer.ok());
            for (int step = 0; step < 10'000; ++step) {
                std::vector<Scalar> values;
                for (int tag = 0; tag < 10; ++tag) {
                    values.push_back({"t/" + std::to_string(tag), step * 0.5 + tag});
                }
                QVERIFY((*writer)->scalars(step, values).ok());
            }
            for (int step = 0; step < 1000; ++step) {
                QVERIFY((*writer)->histogram(step, "h", someHistogram(step)).ok());
            }
            QVERIFY((*writer)->text(7, "config", "{\"a\": 1}").ok());
        }
        QProcess process;
        process.start(QString::fromLocal8Bit(python),
                      {QStringLiteral(VITRINE_SOURCE_DIR "/tests/core/run/read_tensorboard.py"),
                       QString::fromStdString(folder.path().string())});
        QVERIFY(process.waitForFinished(170'000));
        const QByteArray errors = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, errors.constData());
        QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("100000 1000 1 0"));
    }
};

QTEST_GUILESS_MAIN(TensorboardTest)
#include "tensorboard_test.moc"
