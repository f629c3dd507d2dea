#include "core/run/schedule/schedule.h"

#include <QTest>

#include <cmath>

using namespace vitrine::run;

/// The table of training.md 10.
class ScheduleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void table_data() {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QList<double>>("rates"); // at u = 0, 4, 9, 10, 55, 85, 99
        QTest::newRow("constant") << QByteArray("constant")
                                  << QList<double>{1e-4, 5e-4, 1e-3, 1e-3, 1e-3, 1e-3, 1e-3};
        QTest::newRow("linear") << QByteArray("linear")
                                << QList<double>{1e-4, 5e-4, 1e-3, 1e-3, 5.5e-4, 2.5e-4, 1.1e-4};
        QTest::newRow("cosine") << QByteArray("cosine")
                                << QList<double>{1e-4,   5e-4,        1e-3,       1e-3,
                                                 5.5e-4, 1.602886e-4, 1.002741e-4};
        QTest::newRow("restarts") << QByteArray("restarts")
                                  << QList<double>{1e-4,   5e-4,   1e-3,       1e-3,
                                                   5.5e-4, 5.5e-4, 1.024651e-4};
        QTest::newRow("inverse root")
            << QByteArray("inverse-root")
            << QList<double>{1e-4,        5e-4,        1e-3,       9.534626e-4,
                             4.225771e-4, 3.409972e-4, 3.162278e-4};
        QTest::newRow("polynomial") << QByteArray("polynomial")
                                    << QList<double>{1e-4,    5e-4,    1e-3,       1e-3,
                                                     3.25e-4, 1.25e-4, 1.001111e-4};
        QTest::newRow("stable") << QByteArray("stable")
                                << QList<double>{1e-4, 5e-4, 1e-3, 1e-3, 1e-3, 5.5e-4, 1.227885e-4};
        QTest::newRow("one cycle")
            << QByteArray("one-cycle")
            << QList<double>{4e-5,        8.436380e-5, 2.506302e-4, 2.951639e-4,
                             6.965137e-4, 9.549512e-5, 4e-9};
    }

    void table() {
        QFETCH(QByteArray, kind);
        QFETCH(QList<double>, rates);
        const auto named = scheduleKindNamed(kind.toStdString());
        QVERIFY(named);
        QCOMPARE(nameOf(*named), std::string_view(kind.constData()));
        const Schedule schedule{.kind = *named, .base = 1e-3, .floor = 1e-4, .warmup = 10,
                                .steps = 100, .power = 2, .restarts = 3, .decay = 20};
        const QList<int> updates{0, 4, 9, 10, 55, 85, 99};
        for (qsizetype i = 0; i < updates.size(); ++i) {
            const double rate = schedule.rate(updates[i]);
            // The table has seven digits.
            QVERIFY2(std::abs(rate - rates[i]) <= 6e-7 * rates[i],
                     qPrintable(QStringLiteral("u = %1: %2").arg(updates[i]).arg(rate, 0, 'e', 9)));
        }
    }

    void fromZero() {
        const Schedule schedule{.base = 1, .warmup = 10, .steps = 100, .fromZero = true};
        QCOMPARE(schedule.rate(0), 0.0);
        QCOMPARE(schedule.rate(5), 0.5);
        QCOMPARE(schedule.rate(10), 1.0);
    }

    /// No step, one step, and far beyond the last: finite, never negative, never above the base.
    void edges() {
        for (int kind = 0; kind <= static_cast<int>(ScheduleKind::OneCycle); ++kind) {
            for (const std::int64_t steps : {1, 2, 3, 10}) {
                for (const std::int64_t warmup : {0, 1, 10, 20}) {
                    const Schedule schedule{.kind = static_cast<ScheduleKind>(kind), .base = 1,
                                            .floor = 0.1, .warmup = warmup, .steps = steps,
                                            .decay = 2};
                    for (std::int64_t update = 0; update < 2 * steps + 30; ++update) {
                        const double rate = schedule.rate(update);
                        QVERIFY(rate >= 0 && rate <= 1.0000001);
                    }
                }
            }
        }
        QVERIFY_EXCEPTION_THROWN((void)Schedule{}.rate(-1), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)Schedule{.steps = 0}.rate(0), std::invalid_argument);
        QVERIFY(!scheduleKindNamed("sawtooth"));
    }
};

QTEST_APPLESS_MAIN(ScheduleTest)
#include "schedule_test.moc"
