#include "core/analysis/agreement.h"
#include "core/analysis/rankcorrelation.h"
#include "core/analysis/relevance.h"
#include "core/base/philox.h"

#include <QTest>

#include <cmath>
#include <numeric>

namespace vitrine::tests {

namespace {

using analysis::CrossRelevance;

Grid randomMap(std::size_t rows, std::size_t columns, std::uint64_t seed) {
    Random numbers(seed);
    Grid grid(rows, columns);
    for (float& value : grid.values()) {
        value = std::abs(numbers.normal()) / static_cast<float>(columns);
    }
    return grid;
}

double largestGap(const Grid& a, const Grid& b) {
    double gap = a.values().size() == b.values().size() ? 0 : 1e9;
    for (std::size_t cell = 0; cell < a.values().size(); ++cell) {
        gap = std::max(gap, std::abs(static_cast<double>(a.values()[cell]) -
                                     static_cast<double>(b.values()[cell])));
    }
    return gap;
}

/// Σ over the inner index of three factors, as the paper writes R̄ᵀ Ā R̄.
Grid naiveCross(const Grid& own, const Grid& map, const Grid& other) {
    Grid result(map.rows(), map.columns());
    for (std::size_t i = 0; i < map.rows(); ++i) {
        for (std::size_t j = 0; j < map.columns(); ++j) {
            double sum = 0;
            for (std::size_t a = 0; a < map.rows(); ++a) {
                for (std::size_t b = 0; b < map.columns(); ++b) {
                    sum += static_cast<double>(own.at(a, i)) * static_cast<double>(map.at(a, b)) *
                           static_cast<double>(other.at(b, j));
                }
            }
            result.at(i, j) = static_cast<float>(sum);
        }
    }
    return result;
}

} // namespace

/// The rules of gradient-weighted relevance over two kinds of tokens, and rank correlation.
class RelevanceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void beginsWithTheIdentity() {
        const CrossRelevance relevance(2, 3);
        QCOMPARE(relevance.of(0, 0), Grid(2, 2, {1, 0, 0, 1}));
        QCOMPARE(relevance.of(0, 1), Grid(2, 3));
        QCOMPARE(relevance.of(1, 0), Grid(3, 2));
    }

    void oneSelfLayerAddsItsMap() {
        CrossRelevance relevance(2, 0);
        relevance.self(0, Grid(2, 2, {0.25F, 0.5F, 0, 1}));
        QCOMPARE(relevance.of(0, 0), Grid(2, 2, {1.25F, 0.5F, 0, 2}));
        relevance.self(0, Grid(2, 2, {0, 1, 0, 0}));
        QCOMPARE(relevance.of(0, 0), Grid(2, 2, {1.25F, 2.5F, 0, 2}));
    }

    void firstCrossLayerAddsItsMap() {
        CrossRelevance relevance(2, 3);
        const Grid map(2, 3, {1, 2, 3, 4, 5, 6});
        relevance.cross(0, map);
        QCOMPARE(relevance.of(0, 1), map);
        QCOMPARE(relevance.of(0, 0), Grid(2, 2, {1, 0, 0, 1}));
    }

    void crossFollowsTheFormula() {
        for (const std::uint64_t seed : {1U, 2U, 3U}) {
            CrossRelevance relevance(4, 5);
            relevance.self(0, randomMap(4, 4, seed));
            relevance.self(1, randomMap(5, 5, seed + 10));
            const Grid map = randomMap(4, 5, seed + 20);
            const Grid expected = naiveCross(analysis::rowsNormalised(relevance.of(0, 0)), map,
                                             analysis::rowsNormalised(relevance.of(1, 1)));
            relevance.cross(0, map);
            QVERIFY(largestGap(relevance.of(0, 1), expected) < 1e-5);
        }
    }

    void coAttentionUsesWhatWasBefore() {
        const Grid there = randomMap(3, 4, 5);
        const Grid back = randomMap(4, 3, 6);
        CrossRelevance together(3, 4);
        together.coAttend(there, back);
        CrossRelevance first(3, 4);
        first.cross(0, there);
        CrossRelevance second(3, 4);
        second.cross(1, back);
        QCOMPARE(together.of(0, 1), first.of(0, 1));
        QCOMPARE(together.of(1, 0), second.of(1, 0));
        // One after the other gives another result: the second then sees what the first did.
        first.cross(1, back);
        QVERIFY(largestGap(first.of(1, 1), together.of(1, 1)) > 1e-3);
    }

    void zeroRowsStayZero() {
        const Grid normal = analysis::rowsNormalised(Grid(2, 2, {1, 0, 3, 2}));
        QCOMPARE(normal, Grid(2, 2, {1, 0, 0.75F, 1.25F}));
    }

    void wrongShapesAreRefused() {
        CrossRelevance relevance(2, 3);
        QVERIFY_EXCEPTION_THROWN(relevance.self(0, Grid(3, 3)), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(relevance.cross(0, Grid(2, 2)), std::invalid_argument);
    }

    void ranksCorrelate() {
        using Row = std::vector<float>;
        const auto rho = [](const Row& a, const Row& b) { return analysis::spearman(a, b); };
        QCOMPARE(rho({1, 2, 3}, {10, 20, 90}), 1.0);
        QCOMPARE(rho({1, 2, 3}, {3, 2, 1}), -1.0);
        // Ranks 0, 1.5, 1.5, 3 against 0, 2, 1, 3: 4.5 / √(4.5 · 5).
        QVERIFY(std::abs(rho({1, 2, 2, 3}, {1, 3, 2, 4}) - 4.5 / std::sqrt(22.5)) < 1e-12);
        QVERIFY(std::isnan(rho({1, 1}, {1, 2})));
        QVERIFY(std::isnan(rho({1}, {1})));
        QVERIFY_EXCEPTION_THROWN((void)rho({1, 2}, {1}), std::invalid_argument);
    }

    void explanationsAgree() {
        Grid rows(3, 20);
        for (std::size_t token = 0; token < 20; ++token) {
            rows.at(0, token) = static_cast<float>(token);
            rows.at(1, token) = -static_cast<float>(token);
            rows.at(2, token) = static_cast<float>(token == 19 ? -1 : static_cast<int>(token));
        }
        const analysis::Agreement found = analysis::agreementOf(rows);
        QCOMPARE(found.correlation.at(0, 0), 1.0F);
        QCOMPARE(found.correlation.at(0, 1), -1.0F);
        QCOMPARE(found.correlation.at(1, 0), -1.0F);
        QCOMPARE(found.overlap.at(0, 0), 1.0F);
        QCOMPARE(found.overlap.at(0, 1), 0.0F);
        QCOMPARE(found.overlap.at(0, 2), 0.5F); // tokens 18 and 19 against 17 and 18
        QVERIFY_EXCEPTION_THROWN((void)analysis::agreementOf(Grid()), std::invalid_argument);
    }
};

} // namespace vitrine::tests

QTEST_GUILESS_MAIN(vitrine::tests::RelevanceTest)
#include "relevance_test.moc"
