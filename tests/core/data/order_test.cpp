#include "core/data/dataorder.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <vector>

using namespace vitrine::data;

namespace {

std::vector<std::int64_t> begin(std::int64_t count, std::uint64_t seed, std::int64_t epoch,
                                std::int64_t places) {
    const DataOrder order(count, seed, epoch);
    std::vector<std::int64_t> samples;
    for (std::int64_t place = 0; place < places; ++place) {
        samples.push_back(order(place));
    }
    return samples;
}

} // namespace

/// training.md section 7.
class OrderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers() {
        using Samples = std::vector<std::int64_t>;
        QVERIFY((begin(10, 1, 0, 10) == Samples{6, 1, 3, 7, 0, 2, 9, 4, 5, 8}));
        QVERIFY((begin(10, 1, 1, 10) == Samples{1, 2, 5, 4, 9, 8, 7, 3, 0, 6}));
        QVERIFY((begin(10, 1, 2, 10) == Samples{7, 9, 2, 5, 0, 6, 8, 3, 4, 1}));
        QVERIFY((begin(1000, 42, 0, 8) == Samples{455, 637, 548, 865, 692, 179, 903, 960}));
    }

    void everyCountIsPermuted() {
        for (std::int64_t count = 1; count <= 2000; ++count) {
            std::vector<std::int64_t> samples = begin(count, 3, 5, count);
            std::ranges::sort(samples);
            for (std::int64_t sample = 0; sample < count; ++sample) {
                if (samples[static_cast<std::size_t>(sample)] != sample) {
                    QFAIL(qPrintable(QStringLiteral("no permutation of %1").arg(count)));
                }
            }
        }
    }

    /// χ² of which tenth of the samples comes first, over 10,000 epochs.
    void placesAreUniform() {
        std::vector<int> counts(10);
        constexpr int kEpochs = 10'000;
        for (int epoch = 0; epoch < kEpochs; ++epoch) {
            ++counts[static_cast<std::size_t>(DataOrder(1000, 9, epoch)(0) / 100)];
        }
        double chiSquare = 0;
        for (const int count : counts) {
            const double expected = kEpochs / 10.0;
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        QVERIFY2(chiSquare < 33.72, "beyond the 1e-4 quantile of nine degrees of freedom");
    }

    void refusesNothing() {
        QVERIFY_EXCEPTION_THROWN(DataOrder(0, 1, 0), std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(OrderTest)
#include "order_test.moc"
