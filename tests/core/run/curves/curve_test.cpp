#include "core/base/draws.h"
#include "core/run/curves/columns.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <vector>

using namespace vitrine;
using namespace vitrine::run;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

Curve curveOf(const std::vector<float>& values) {
    Curve curve;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto step = static_cast<std::int64_t>(i);
        curve.append({step, 1000.0 + static_cast<double>(step), values[i]});
    }
    return curve;
}

// Seeded values with a NaN or an infinity now and then.
std::vector<float> rough(std::size_t size, std::uint64_t seed) {
    Draws draws(DrawKey(seed, "curve"), 0);
    std::vector<float> values;
    for (std::size_t i = 0; i < size; ++i) {
        const auto value = static_cast<float>(draws.unitDouble());
        const std::uint32_t kind = draws.below(40);
        values.push_back(kind == 0   ? kNan
                         : kind == 1 ? std::numeric_limits<float>::infinity()
                                     : value);
    }
    return values;
}

CurveBucket bruteForce(const std::vector<float>& values, std::size_t begin, std::size_t end) {
    CurveBucket sum;
    double total = 0;
    for (std::size_t i = begin; i < end; ++i) {
        if (!std::isfinite(values[i])) {
            ++sum.gaps;
            continue;
        }
        sum.low = sum.count == 0 ? values[i] : std::min(sum.low, values[i]);
        sum.high = sum.count == 0 ? values[i] : std::max(sum.high, values[i]);
        sum.first = sum.count == 0 ? values[i] : sum.first;
        sum.last = values[i];
        total += static_cast<double>(values[i]);
        ++sum.count;
    }
    sum.mean = sum.count > 0 ? total / sum.count : 0;
    return sum;
}

bool same(const CurveBucket& a, const CurveBucket& b) {
    // The mean alone depends on the order of additions.
    return a.count == b.count && a.gaps == b.gaps &&
           (a.count == 0 || (a.low == b.low && a.high == b.high && a.first == b.first &&
                             a.last == b.last && std::abs(a.mean - b.mean) < 1e-12));
}

double appendNanoseconds(Curve& curve, std::int64_t count) {
    const auto begin = std::chrono::steady_clock::now();
    const auto first = static_cast<std::int64_t>(curve.size());
    for (std::int64_t i = 0; i < count; ++i) {
        curve.append({first + i, static_cast<double>(first + i), 0.5F});
    }
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
    return spent.count() / static_cast<double>(count);
}

} // namespace

class CurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRangeIsWhatItsPointsAre() {
        const std::vector<float> values = rough(1500, 7);
        const Curve curve = curveOf(values);
        Draws draws(DrawKey(7, "ranges"), 0);
        for (int i = 0; i < 2000; ++i) {
            const std::size_t begin = draws.below(1500);
            const std::size_t end = begin + draws.below(static_cast<std::uint32_t>(1501 - begin));
            QVERIFY2(same(curve.over(begin, end), bruteForce(values, begin, end)),
                     qPrintable(QStringLiteral("%1 … %2").arg(begin).arg(end)));
        }
    }

    void coverIsExactAndSmall() {
        const Curve curve = curveOf(rough(100'000, 3));
        for (const auto& [begin, end] : {std::pair<std::size_t, std::size_t>{0, 100'000},
                                         {17, 99'999}, {4095, 8193}, {5, 6}, {5, 5}}) {
            for (int level = 0; level < 8; ++level) {
                std::size_t next = begin;
                std::size_t read = 0;
                curve.cover(begin, end, level,
                            [&](std::size_t from, std::size_t to, const CurveBucket& bucket) {
                                QCOMPARE(from, next);
                                QVERIFY(to - from <= std::size_t{1} << (2 * level));
                                QCOMPARE(std::size_t{bucket.count} + bucket.gaps, to - from);
                                next = to;
                                ++read;
                            });
                QCOMPARE(next, end);
                QVERIFY(read <= ((end - begin) >> (2 * level)) +
                                    6 * static_cast<std::size_t>(std::max(level, 1)));
            }
        }
    }

    void cutsAndGoesOn() {
        const std::vector<float> values = rough(1000, 11);
        for (const std::size_t kept : {0, 1, 255, 256, 257, 999, 1000}) {
            Curve curve = curveOf(values);
            const Curve tail = curve.tailFrom(kept);
            curve.cutFrom(kept);
            QCOMPARE(curve.size(), kept);
            QCOMPARE(tail.size(), 1000 - kept);
            for (std::size_t i = kept; i < 1000; ++i) {
                curve.append({static_cast<std::int64_t>(i), 2000, values[i]});
            }
            QVERIFY(same(curve.over(0, 1000), bruteForce(values, 0, 1000)));
            QVERIFY(same(tail.over(0, tail.size()), bruteForce(values, kept, 1000)));
        }
    }

    void refusesSmallerSteps() {
        Curve curve;
        curve.append({5, 100, 1});
        curve.append({5, 90, 2}); // a clock set back
        QCOMPARE(curve.wallAt(1), 100.0);
        QVERIFY_EXCEPTION_THROWN(curve.append({4, 100, 1}), std::invalid_argument);
        QCOMPARE(curve.size(), std::size_t{2});
        QCOMPARE(curve.firstFrom(5), std::size_t{0});
        QCOMPARE(curve.firstFrom(6), std::size_t{2});
    }

    // The specification's bar: 10⁴ against 10⁷ points within 20 %. Best of several tries, since
    // other programs share the machine. The short curves stay, so that both sides take new memory.
    void appendingCostsTheSameAtAnyLength() {
        double early = 1e300;
        double late = 1e300;
        Curve grown;
        appendNanoseconds(grown, 10'000'000);
        std::vector<Curve> all(9);
        for (Curve& fresh : all) {
            appendNanoseconds(fresh, 10'000);
            early = std::min(early, appendNanoseconds(fresh, 20'000));
            late = std::min(late, appendNanoseconds(grown, 20'000));
        }
        qInfo("append: %.1f ns at 10^4, %.1f ns at 10^7 points; %.1f bytes a point", early, late,
              static_cast<double>(grown.bytes()) / static_cast<double>(grown.size()));
        QVERIFY2(late <= 1.2 * early + 2,
                 qPrintable(QStringLiteral("%1 ns, then %2 ns").arg(early).arg(late)));
    }

    void smoothingIsTheKnownAnswer() {
        const Curve curve = curveOf({4, 2, 8, 6});
        Smoothing smoothing(0.6);
        smoothing.follow(curve);
        const std::vector<std::size_t> all{0, 1, 2, 3};
        const std::vector<double> line = smoothing.at(curve, all);
        const std::vector<double> expected{4, 2.75, 5.428571, 5.691176};
        for (std::size_t i = 0; i < 4; ++i) {
            // The specification prints seven places.
            QVERIFY(std::abs(line[i] - expected[i]) < 1e-6);
        }
    }

    void smoothingSkipsGapsAndJumps() {
        const std::vector<float> values = rough(2000, 5);
        const Curve curve = curveOf(values);
        Smoothing smoothing(0.98);
        smoothing.follow(curve);
        std::vector<double> expected;
        double mean = 0;
        double weight = 1;
        for (const float value : values) {
            if (std::isfinite(value)) {
                mean = 0.98 * mean + 0.02 * static_cast<double>(value);
                weight *= 0.98;
            }
            expected.push_back(mean / (1 - weight));
        }
        const std::vector<std::size_t> places{3, 4, 200, 255, 256, 700, 1999};
        const std::vector<double> line = smoothing.at(curve, places);
        for (std::size_t i = 0; i < places.size(); ++i) {
            QVERIFY(std::abs(line[i] - expected[places[i]]) < 1e-12);
        }
        const std::vector<std::size_t> beyond{2000};
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(smoothing.at(curve, beyond)),
                                 std::invalid_argument);
    }

    void smoothingFollowsACut() {
        const std::vector<float> values = rough(1000, 9);
        Curve curve = curveOf(values);
        Smoothing smoothing(0.9);
        smoothing.follow(curve);
        curve.cutFrom(600);
        smoothing.follow(curve);
        for (std::size_t i = 600; i < 1000; ++i) {
            curve.append({static_cast<std::int64_t>(i), 0, values[i] * 2});
        }
        smoothing.follow(curve);
        Smoothing fresh(0.9);
        fresh.follow(curve);
        const std::vector<std::size_t> places{10, 599, 600, 700, 999};
        QCOMPARE(smoothing.at(curve, places), fresh.at(curve, places));
    }

    void columnsHoldEveryPoint() {
        const std::vector<float> values = rough(50'000, 21);
        const Curve curve = curveOf(values);
        const CurveView view{.from = 0, .to = 49'999, .columns = 300};
        const std::vector<CurveColumn> columns = columnsOf(curve, CurveScale(), view);
        std::uint64_t points = 0;
        std::uint64_t gaps = 0;
        double high = 0;
        for (const CurveColumn& column : columns) {
            points += column.points;
            gaps += column.gaps;
            high = std::max(high, column.high);
        }
        const CurveBucket all = bruteForce(values, 0, values.size());
        QCOMPARE(points, values.size());
        QCOMPARE(gaps, all.gaps);
        QCOMPARE(high, static_cast<double>(all.high));
        QVERIFY(columns.size() <= 302);
        QVERIFY(std::ranges::is_sorted(columns, {}, &CurveColumn::x));
    }

    void fewPointsStandAlone() {
        const Curve curve = curveOf({1, kNan, 3});
        const std::vector<CurveColumn> columns =
            columnsOf(curve, CurveScale(), {.from = 0, .to = 2, .columns = 200});
        QCOMPARE(columns.size(), std::size_t{3});
        QCOMPARE(columns[0].line, 1.0);
        QVERIFY(std::isnan(columns[1].line));
        QCOMPARE(columns[1].gaps, 1U);
        QCOMPARE(columns[2].x, 2.0);
    }

    void aGapIsNotBridgedBySmoothing() {
        const Curve curve = curveOf({1, kNan, 3});
        Smoothing smoothing(0.5);
        smoothing.follow(curve);
        const std::vector<CurveColumn> columns =
            columnsOf(curve, CurveScale(), {.from = 0, .to = 2, .columns = 200}, &smoothing);
        QVERIFY(std::isnan(columns[1].line));
        QVERIFY(std::abs(columns[2].line - (0.25 + 1.5) / 0.75) < 1e-12);
    }

    void oneNeighbourBeyondEachEdge() {
        const Curve curve = curveOf({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        const std::vector<CurveColumn> columns =
            columnsOf(curve, CurveScale(), {.from = 3.5, .to = 6.5, .columns = 100});
        QCOMPARE(columns.front().x, 3.0);
        QCOMPARE(columns.back().x, 7.0);
        QCOMPARE(columns.size(), std::size_t{5});
    }

    void logarithmicColumnsAreEvenInTheLogarithm() {
        const Curve curve = curveOf(std::vector<float>(10'001, 1));
        const std::vector<CurveColumn> columns = columnsOf(
            curve, CurveScale(), {.from = 1, .to = 10'000, .columns = 40, .logarithmic = true});
        const auto within = [&](double from, double to) {
            return std::ranges::count_if(
                columns, [&](const CurveColumn& c) { return c.x >= from && c.x < to; });
        };
        QVERIFY(within(100, 1000) >= 9);
        QVERIFY(within(1000, 10'000) <= 11);
    }

    void axesOtherThanSteps() {
        Curve loss;
        Curve tokens;
        for (int i = 0; i < 10; ++i) {
            loss.append({i, 500.0 + 2 * i, 1});
            if (i % 3 == 0) {
                tokens.append({i, 500, static_cast<float>(100 * i)});
            }
        }
        const CurveScale elapsed(CurveAxis::Elapsed, 500);
        QCOMPARE(elapsed.xOf(loss, 4), 8.0);
        const CurveScale counted(CurveAxis::Tokens, 0, &tokens);
        QCOMPARE(counted.xOf(loss, 4), 400.0); // between two logged counts
        QCOMPARE(counted.firstFrom(loss, 450), std::size_t{5});
        QCOMPARE(*nearestTo(loss, counted, 440), std::size_t{4});
        QVERIFY_EXCEPTION_THROWN(CurveScale(CurveAxis::Epoch), std::invalid_argument);
    }
};

QTEST_GUILESS_MAIN(CurveTest)
#include "curve_test.moc"
