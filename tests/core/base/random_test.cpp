#include "core/base/philox.h"

#include <QTest>

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace vitrine;

using Words = std::array<std::uint32_t, 4>;

class RandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The known answers that the authors publish with their library (philox4x32, 10 rounds).
    void knownAnswers() {
        QVERIFY((philox({0, 0, 0, 0}, {0, 0}) ==
                 Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        QVERIFY((philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
                        {0xffffffff, 0xffffffff}) ==
                 Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QVERIFY((philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                        {0xa4093822, 0x299f31d0}) ==
                 Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void isAFunctionOfItsPosition() {
        Random walking(7, 3);
        const Random fixed(7, 3);
        for (std::uint64_t position = 0; position < 1000; ++position) {
            QCOMPARE(walking.position(), position);
            QCOMPARE(walking.word(), fixed.wordAt(position));
        }
        walking.seek(500);
        QCOMPARE(walking.uniform(), fixed.uniformAt(500));
        QCOMPARE(walking.normal(), fixed.normalAt(501));
        QVERIFY(Random(7, 4).wordAt(0) != fixed.wordAt(0));
        QVERIFY(Random(8, 3).wordAt(0) != fixed.wordAt(0));
        QVERIFY(Random(std::uint64_t{7} << 32, 3).wordAt(0) != fixed.wordAt(0));
    }

    /// Mean, variance and range; tolerances are five standard errors for 200,000 draws.
    void uniformIsUniform() {
        constexpr int kDraws = 200'000;
        Random random(1);
        double sum = 0;
        std::array<int, 16> bins{};
        for (int draw = 0; draw < kDraws; ++draw) {
            const float value = random.uniform();
            QVERIFY(value >= 0 && value < 1);
            sum += static_cast<double>(value);
            ++bins[static_cast<std::size_t>(value * 16)];
        }
        QVERIFY(std::abs(sum / kDraws - 0.5) < 5 * std::sqrt(1.0 / 12 / kDraws));
        const double perBin = kDraws / 16.0;
        for (const int count : bins) {
            QVERIFY(std::abs(count - perBin) < 5 * std::sqrt(perBin));
        }
    }

    void normalIsNormal() {
        constexpr int kDraws = 200'000;
        Random random(2);
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        double neighbours = 0;
        double last = 0;
        for (int draw = 0; draw < kDraws; ++draw) {
            const auto value = static_cast<double>(random.normal());
            QVERIFY(std::abs(value) < 6.7);
            sum += value;
            squares += value * value;
            fourth += value * value * value * value;
            neighbours += value * last;
            last = value;
        }
        const double error = 5 / std::sqrt(static_cast<double>(kDraws));
        QVERIFY(std::abs(sum / kDraws) < error);
        QVERIFY(std::abs(squares / kDraws - 1) < error * std::sqrt(2.0));
        QVERIFY(std::abs(fourth / kDraws - 3) < error * std::sqrt(96.0));
        QVERIFY(std::abs(neighbours / kDraws) < error);
    }

    void belowIsFair() {
        Random random(3);
        std::array<int, 7> counts{};
        for (int draw = 0; draw < 70'000; ++draw) {
            const std::uint32_t value = random.below(7);
            QVERIFY(value < 7);
            ++counts[value];
        }
        for (const int count : counts) {
            QVERIFY(std::abs(count - 10'000) < 5 * 100);
        }
        QCOMPARE(random.below(0), 0U);
        QCOMPARE(random.below(1), 0U);
        // Nearly half of all words must be drawn again here.
        for (int draw = 0; draw < 1000; ++draw) {
            QVERIFY(random.below(0x80000001U) <= 0x80000000U);
        }
    }
};

QTEST_APPLESS_MAIN(RandomTest)
#include "random_test.moc"
