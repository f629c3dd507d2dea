#include "core/base/json.h"
#include "core/base/safetensors.h"
#include "tests/core/base/headers.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <ctime>
#include <functional>

using namespace vitrine;
using namespace vitrine::tests;

class SpeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The bar is 30 ms for a megabyte; the other reader needs about 10 for passing over it.
    void vocabularyOfAMegabyte();
    /// The bar is 100 ms for 100,000 tensors; the other reader needs about 90 for passing over it.
    void headerOfManyTensors();
    /// Twice the tensors take about twice the time, keys that all look alike included.
    void growsWithTheInput();
};

namespace {

/// The least processor time of five runs, in milliseconds: other programs disturb it little.
double milliseconds(const std::function<void()>& work) {
    double least = 1e9;
    for (int run = 0; run < 5; ++run) {
        timespec begin{};
        timespec end{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &begin);
        work();
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end);
        least = std::min(least, static_cast<double>(end.tv_sec - begin.tv_sec) * 1e3 +
                                    static_cast<double>(end.tv_nsec - begin.tv_nsec) / 1e6);
    }
    return least;
}

/// The time of another reader on the same text, without building anything: the yardstick of the
/// same run, because absolute times depend on the machine.
double yardstick(const std::string& text) {
    return milliseconds([&] { QVERIFY(nlohmann::json::accept(text)); });
}

std::string vocabulary() {
    std::string text = "{";
    for (int index = 0; index < 50'257; ++index) {
        text += (index > 0 ? ", \"\\u0120tok" : "\"\\u0120tok") + std::to_string(index) +
                "\": " + std::to_string(index);
    }
    return text + "}";
}

std::string header(std::size_t tensors) {
    std::string text = "{";
    for (std::size_t index = 0; index < tensors; ++index) {
        const std::string begin = std::to_string(index * 64);
        const std::string end = std::to_string(index * 64 + 64);
        text += (index > 0 ? ",\"model.layers." : "\"model.layers.") + std::to_string(index) +
                R"(.attention.query.weight":{"dtype":"F32","shape":[1,16],"data_offsets":[)" +
                begin + "," + end + "]}";
    }
    return text + "}";
}

} // namespace

void SpeedTest::vocabularyOfAMegabyte() {
    const std::string text = vocabulary();
    QVERIFY(text.size() > 1'000'000);
    const double ours = milliseconds([&] { QVERIFY(parseJson(text, "speed").ok()); });
    const double other = yardstick(text);
    qInfo("tree of %zu bytes: %.1f ms, the other reader without a tree %.1f ms", text.size(),
          ours, other);
    QVERIFY(ours < 3 * other);
}

void SpeedTest::headerOfManyTensors() {
    const std::string text = header(100'000);
    const std::string bytes = safetensorsOf(text, "");
    const double ours = milliseconds([&] {
        QVERIFY(checkSafetensors(bytesOfText(bytes), bytes.size() + 6'400'000, "speed").ok());
    });
    const double other = yardstick(text);
    qInfo("header of %zu bytes: %.1f ms, the other reader without checks %.1f ms",
          text.size(), ours, other);
    QVERIFY(ours < 1.5 * other);
}

void SpeedTest::growsWithTheInput() {
    const auto manyKeys = [](int keys) {
        std::string text = "{";
        for (int index = 0; index < keys; ++index) {
            text += (index > 0 ? ",\"" : "\"") + std::string(40, 'k') + std::to_string(index) +
                    "\":0";
        }
        return text + "}";
    };
    const std::string small = manyKeys(20'000);
    const std::string large = manyKeys(160'000);
    const double few =
        milliseconds([&] { QVERIFY(parseJson(small, "speed", {.bytes = 1 << 24}).ok()); });
    const double many =
        milliseconds([&] { QVERIFY(parseJson(large, "speed", {.bytes = 1 << 24}).ok()); });
    qInfo("20,000 keys: %.1f ms, 160,000 keys: %.1f ms", few, many);
    QVERIFY(many < 24 * few);
}

QTEST_APPLESS_MAIN(SpeedTest)
#include "speed_test.moc"
