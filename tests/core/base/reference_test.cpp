#include "core/base/safetensors.h"
#include "tests/core/base/headers.h"
#include "tests/support/mutator.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vitrine;
using namespace vitrine::tests;

/// Our reader against the reference implementation on mutated files.
class ReferenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agrees();
};

namespace {

// Tries every file NNNN of the folder and prints 1 or 0 a line.
const char* const kScript = R"(
import sys, pathlib
from safetensors import safe_open
for file in sorted(pathlib.Path(sys.argv[1]).glob("[0-9]*")):
    try:
        with safe_open(file, framework="np") as opened:
            opened.keys()
        print(1)
    except Exception:
        print(0)
)";

/// What we refuse on purpose though the reference takes it.
bool onTheStricterList(const Problem& problem) {
    for (const char* words :
         {"appears twice", "unknown key", "whole numbers", "deeper than", "longer than 4096",
          "rank above", "2^48", "exactly dtype", "two numbers", "metadata must be"}) {
        if (problem.what.find(words) != std::string::npos) {
            return true;
        }
    }
    return false;
}

/// Files on which the two may differ.
const std::vector<std::string>& differing() {
    static const std::vector<std::string> files{
        safetensorsOf(R"({"x":{"dtype":"U8","shape":[9],"data_offsets":[0,9]},)"
                      R"("x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
                      "x"),
        safetensorsOf(R"({"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":1}})", "x"),
        safetensorsOf(R"({"__metadata__":{"a":")" + std::string(5000, 'm') + R"("}})", ""),
        safetensorsOf(R"({"x":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],)"
                      R"("data_offsets":[0,1]}})",
                      "x"),
        safetensorsOf(R"({"x":{"dtype":"U8","shape":[-0],"data_offsets":[0,0]}})", ""),
    };
    return files;
}

} // namespace

void ReferenceTest::agrees() {
    const QString python = qEnvironmentVariable("VITRINE_ORACLE");
    if (python.isEmpty()) {
        QSKIP("VITRINE_ORACLE names no Python with the reference reader");
    }
    const std::uint64_t seed = numberFromEnvironment("VITRINE_FUZZ_SEED", 7);
    qInfo("VITRINE_FUZZ_SEED=%llu", static_cast<unsigned long long>(seed));
    Mutator mutator(
        seed,
        {smallSafetensors(),
         safetensorsOf(R"({"a":{"dtype":"BF16","shape":[3,2],"data_offsets":[256,268]},)"
                       R"("b":{"dtype":"I32","shape":[64],"data_offsets":[0,256]}})",
                       std::string(268, 'd'))},
        {"\"shape\":", "[0,0]", "\"F32\"", "\"F16\"", "{", "}", "[", "]", ",", "\"", " ", "0"});
    const QTemporaryDir folder;
    std::vector<Outcome<SafetensorsHeader>> ours;
    std::vector<std::string> files;
    constexpr std::size_t kFiles = 2000;
    for (std::size_t index = 0; index < kFiles; ++index) {
        files.push_back(index < differing().size() ? differing()[index] : mutator.next());
        ours.push_back(checkSafetensors(bytesOfText(files.back()), "file"));
        const QString name = folder.filePath(u"%1"_qs.arg(index, 4, 10, QLatin1Char('0')));
        std::ofstream(name.toStdString(), std::ios::binary) << files.back();
    }
    QProcess oracle;
    oracle.start(python, {u"-c"_qs, QString::fromUtf8(kScript), folder.path()});
    QVERIFY(oracle.waitForFinished(120'000));
    const QList<QByteArray> lines = oracle.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(static_cast<std::size_t>(lines.size()), files.size());
    int both = 0;
    int stricter = 0;
    for (std::size_t index = 0; index < files.size(); ++index) {
        const bool reference = lines[static_cast<qsizetype>(index)] == "1";
        const auto& mine = ours[index];
        both += reference && mine.ok() ? 1 : 0;
        if (mine.ok()) {
            QVERIFY2(reference, files[index].c_str());
        } else if (reference) {
            QVERIFY2(onTheStricterList(mine.problem()), mine.problem().text().c_str());
            ++stricter;
        }
    }
    qInfo("%d accepted by both, %d by the reference alone", both, stricter);
    QVERIFY(both > 100);
    QVERIFY(stricter > 0);
}

QTEST_GUILESS_MAIN(ReferenceTest)
#include "reference_test.moc"
