#include "core/base/draws.h"
#include "core/perturb/catalogue.h"
#include "core/perturb/text/words.h"
#include "core/study/robustness/flips.h"
#include "core/study/robustness/readouts.h"
#include "tests/core/study/countingmodel.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using namespace vitrine::study;
using namespace vitrine::tests;

class FlipsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheThreshold_data();
    void findsTheThreshold();
    void neverFlips();
    void allIntervals();
    void closedForm();
    void problemsAndCancel();
};

void FlipsTest::findsTheThreshold_data() {
    QTest::addColumn<double>("threshold");
    for (const double threshold : {0.01, 0.3, 0.5, 1.73, 2.0, 4.99, 5.0}) {
        QTest::addRow("%g", threshold) << threshold;
    }
}

void FlipsTest::findsTheThreshold() {
    QFETCH(double, threshold);
    const auto flips = findFlips([&](double severity) -> Outcome<std::string> {
        return std::string(severity >= threshold ? "other" : "clean");
    });
    QVERIFY(flips->first);
    QVERIFY(*flips->first >= threshold && *flips->first - threshold <= 0.05);
    QCOMPARE(flips->intervals.size(), std::size_t{1});
    QCOMPARE(flips->intervals[0].begin, *flips->first);
    QCOMPARE(flips->intervals[0].end, 5.0);
    QVERIFY(flips->asked <= 15);
}

void FlipsTest::neverFlips() {
    const auto flips = findFlips([](double) -> Outcome<std::string> { return std::string("a"); });
    QVERIFY(!flips->first && flips->intervals.empty());
    QCOMPARE(flips->asked, 11);
}

void FlipsTest::allIntervals() {
    const auto flips = findFlips([](double severity) -> Outcome<std::string> {
        const bool other = (severity > 1.1 && severity < 2.2) || severity > 3.9;
        return std::string(other ? "other" : "clean");
    });
    QCOMPARE(flips->intervals.size(), std::size_t{2});
    QVERIFY(flips->intervals[0].begin > 1.1 && flips->intervals[0].begin <= 1.15);
    QCOMPARE(flips->intervals[0].end, 2.0);
    QCOMPARE(flips->intervals[1].begin, 4.0);
}

/// A classifier that counts the letter e, under char.drop: it flips when the share of words that is
/// hit passes the draw of the word whose loss takes the count below the threshold.
void FlipsTest::closedForm() {
    const std::string text =
        "eleven people seldom remember everything between themselves whenever necessary";
    const auto count = static_cast<int>(std::ranges::count(text, 'e'));
    const perturb::Perturbation& drop = *perturb::Catalogue().find("char.drop");
    int flipped = 0;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const auto at = [&](double severity) {
            return perturb::perturb(drop, {.text = text}, {.severity = severity, .seed = seed});
        };
        std::vector<double> losing;
        const auto all = at(5);
        perturb::Words words(text);
        perturb::Word word;
        while (words.next(word)) {
            for (const perturb::TextEdit& edit : all->script.text) {
                if (edit.at.begin >= word.run.begin && edit.at.end <= word.run.end &&
                    text[edit.at.begin] == 'e') {
                    losing.push_back(Draws(DrawKey(seed, "char.drop"), word.index).unitDouble());
                }
            }
        }
        constexpr int kAllowed = 2;
        CountingModel model(count - kAllowed + 1);
        const auto flips = findFlips([&](double severity) -> Outcome<std::string> {
            const auto trace = model.trace(at(severity)->sample, {}, {});
            return answerOf(**trace)->label;
        });
        std::ranges::sort(losing);
        QCOMPARE(flips->first.has_value(), losing.size() >= kAllowed);
        if (!flips->first) {
            continue;
        }
        ++flipped;
        const double share = losing[kAllowed - 1];
        const std::vector<double> shares{0, 0.10, 0.25, 0.50, 0.75, 1.00};
        const auto above = std::ranges::upper_bound(shares, share) - shares.begin();
        const double low = shares[static_cast<std::size_t>(above) - 1];
        const double high = shares[static_cast<std::size_t>(above)];
        const double expected = static_cast<double>(above) - 1 + (share - low) / (high - low);
        QVERIFY2(*flips->first >= expected - 1e-9 && *flips->first <= expected + 0.05,
                 qPrintable(QStringLiteral("%1 for %2").arg(*flips->first).arg(expected)));
    }
    QVERIFY(flipped > 10);
}

void FlipsTest::problemsAndCancel() {
    QVERIFY(findFlips([](double) -> Outcome<std::string> {
                return Problem{"It has no answer", {}, {}};
            }).failed());
    std::stop_source stop;
    QVERIFY(findFlips(
                [&](double severity) -> Outcome<std::string> {
                    if (severity > 1) {
                        stop.request_stop();
                    }
                    return std::string("a");
                },
                {}, Tick(stop.get_token()))
                .cancelled());
}

QTEST_APPLESS_MAIN(FlipsTest)
#include "flipstest.moc"
