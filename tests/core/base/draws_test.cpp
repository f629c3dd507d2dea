#include "core/base/draws.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace vitrine;

/// The known answers of the robustness specification, section 3.
class DrawsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mixesAndHashes() {
        QCOMPARE(mixBits(0), 0xe220a8397b1dcdafU);
        QCOMPARE(mixBits(1), 0x910a2dec89025cc1U);
        QCOMPARE(hashText("char.swap"), 0x5e71ea244372a6daU);
        QCOMPARE(hashText("sst2:17"), 0x861cc920b0761d59U);
    }

    void keysAndWords() {
        const DrawKey typed(1, "char.swap");
        QCOMPARE(typed.key, 0xf601e5c9699848caU);
        Draws draws(typed, 0);
        for (const std::uint32_t word : {0xaa7b2245U, 0x97c9c5b4U, 0x20af4352U, 0xc2ec6b61U}) {
            QCOMPARE(draws.word(), word);
        }
        Draws other(DrawKey(1, "char.swap", hashText("sst2:17")), 3);
        for (const std::uint32_t word : {0x9ac52456U, 0x5e0b10f0U, 0xa797048bU, 0xb40a3a94U}) {
            QCOMPARE(other.word(), word);
        }
    }

    void unitDoubles() {
        Draws draws(DrawKey(1, "char.swap"), 0);
        QCOMPARE(draws.unitDouble(), 0.6659413769313882);
        QCOMPARE(draws.unitDouble(), 0.12767430217131948);
        QCOMPARE(draws.unitDouble(), 0.4976710989468761);
    }

    void wholeNumbers() {
        Draws draws(DrawKey(1, "char.swap"), 0);
        for (const std::uint32_t number : {6U, 5U, 1U, 7U, 4U, 1U, 1U, 1U}) {
            QCOMPARE(draws.below(10), number);
        }
    }

    void wholeNumbersAreUniform() {
        Draws draws(DrawKey(3, "uniform"), 0);
        constexpr std::uint32_t kBound = 7;
        constexpr int kCount = 70'000;
        std::array<int, kBound> counts{};
        for (int i = 0; i < kCount; ++i) {
            ++counts[draws.below(kBound)];
        }
        double chiSquare = 0;
        for (const int count : counts) {
            const double expected = static_cast<double>(kCount) / kBound;
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        QVERIFY2(chiSquare < 27.86, "beyond the 1e-4 quantile of six degrees of freedom");
    }

    void normals() {
        const DrawField field(DrawKey(1, "picture.gaussian_noise"), 0);
        const auto words = field.block(0);
        QVERIFY((words == std::array<std::uint32_t, 4>{0x7c8fd686, 0x5d300f3f, 0xe4f1c170,
                                                       0xa235f4b2}));
        const auto [first, second] = normalsOf(words[0], words[1]);
        const auto [third, fourth] = normalsOf(words[2], words[3]);
        const std::array found{first, second, third, fourth};
        const std::array expected{-0.788191, 0.905265, -0.315596, -0.351847};
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY(std::abs(found[i] - expected[i]) < 1e-6);
        }
    }

    void fieldsAreTheLane() {
        const DrawKey key(5, "field");
        const DrawField field(key, 2);
        Draws draws(key, 2);
        for (std::uint64_t element = 0; element < 40; ++element) {
            QCOMPARE(field.wordAt(element), draws.word());
        }
    }

    void permutations() {
        Draws draws(DrawKey(9, "order"), 0);
        std::vector<std::uint32_t> order = draws.permutation(100);
        QVERIFY(!std::ranges::is_sorted(order));
        std::ranges::sort(order);
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            QCOMPARE(order[i], i);
        }
        QVERIFY(Draws(DrawKey(9, "order"), 0).permutation(0).empty());
    }
};

QTEST_APPLESS_MAIN(DrawsTest)
#include "draws_test.moc"
