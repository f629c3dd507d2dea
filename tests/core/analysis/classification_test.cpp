#include "core/analysis/classification.h"

#include <QTest>

#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

using namespace vitrine::analysis;

class ClassificationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Worked by hand: F1 of the classes 1/2, 6/7 and 0; class 3 neither occurs nor is predicted.
    void workedExample() {
        const std::array<std::int64_t, 6> truth{0, 0, 1, 1, 2, 1};
        const std::array<std::int64_t, 6> predicted{0, 1, 1, 1, 0, 1};
        const ClassificationScore score = classificationScore(predicted, truth, 4);
        QCOMPARE(score.count, std::int64_t{6});
        QVERIFY(std::abs(score.accuracy - 4.0 / 6) < 1e-12);
        const double first = 2.0 * 1 / (2 + 2);
        const double second = 2.0 * 3 / (4 + 3);
        QVERIFY(std::abs(score.macroF1 - (first + second + 0) / 3) < 1e-12);
    }

    void allRightAndAllWrong() {
        const std::vector<std::int64_t> truth{0, 1, 2};
        QCOMPARE(classificationScore(truth, truth, 3).macroF1, 1.0);
        const std::vector<std::int64_t> wrong{1, 2, 0};
        QCOMPARE(classificationScore(wrong, truth, 3).accuracy, 0.0);
        QCOMPARE(classificationScore(wrong, truth, 3).macroF1, 0.0);
    }

    void emptyAndBroken() {
        QCOMPARE(classificationScore({}, {}, 3).accuracy, 0.0);
        const std::vector<std::int64_t> one{0};
        const std::vector<std::int64_t> far{3};
        QVERIFY_EXCEPTION_THROWN((void)classificationScore(one, {}, 3), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)classificationScore(far, one, 3), std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(ClassificationTest)
#include "classification_test.moc"
