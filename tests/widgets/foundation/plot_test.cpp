#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/plot/curveplot.h"
#include "widgets/foundation/plot/readoutcard.h"
#include "widgets/foundation/plot/ticks.h"
#include "widgets/foundation/theme/theme.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using namespace vitrine::widgets;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Values at 0, 1, 2 …; the test may append while a plot shows them.
class Numbers final : public PlotSource {
  public:
    explicit Numbers(std::vector<double> numbers) : values(std::move(numbers)) {}

    std::vector<double> values;
    mutable int asked = 0;

    [[nodiscard]] std::optional<PlotRange> reach() const override {
        if (values.empty()) {
            return {};
        }
        return PlotRange{0, static_cast<double>(values.size() - 1)};
    }

    [[nodiscard]] std::vector<PlotColumn> columns(PlotRange, std::size_t, bool) const override {
        ++asked;
        std::vector<PlotColumn> all;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool finite = std::isfinite(values[i]);
            all.push_back({.x = static_cast<double>(i),
                           .low = finite ? values[i] : 0,
                           .high = finite ? values[i] : 0,
                           .line = values[i],
                           .points = 1,
                           .gaps = finite ? 0U : 1U});
        }
        return all;
    }

    [[nodiscard]] std::optional<PlotReading> at(double x, double) const override {
        if (values.empty()) {
            return {};
        }
        const double last = static_cast<double>(values.size() - 1);
        const double place = std::clamp(std::round(x), 0.0, last);
        const double value = values[static_cast<std::size_t>(place)];
        return PlotReading{place, value, value, value, value};
    }

    [[nodiscard]] std::optional<PlotFit> fit(PlotRange x) const override {
        PlotFit fit;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto place = static_cast<double>(i);
            if (place >= x.low && place <= x.high) {
                fit.mean += values[i];
                ++fit.points;
            }
        }
        fit.mean /= static_cast<double>(std::max<std::size_t>(fit.points, 1));
        return fit;
    }
};

std::shared_ptr<Numbers> falling(int count) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i) {
        values.push_back(1.0 / (1 + i));
    }
    return std::make_shared<Numbers>(values);
}

QString words(PlotAxis axis, PlotRange range, int count, bool logarithmic = false) {
    QStringList all;
    const double step = logarithmic ? 0 : tickStep(axis, range, count);
    for (const double tick : ticksOf(axis, range, count, logarithmic)) {
        all.append(tickText(axis, tick, step));
    }
    return all.join(u'|');
}

} // namespace

class PlotTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        plot_ = std::make_unique<CurvePlot>(QStringLiteral("train/loss"));
        plot_->resize(600, 300);
        plot_->show();
        QVERIFY(QTest::qWaitForWindowExposed(plot_.get()));
    }

    void cleanup() { plot_.reset(); }

    void ticksAreRoundAndShort() {
        QCOMPARE(words(PlotAxis::Count, {0, 9400}, 9),
                 QStringLiteral("0|2_k|4_k|6_k|8_k").replace(u'_', QChar(0x2009)));
        QCOMPARE(words(PlotAxis::Number, {0, 0.8}, 5),
                 QStringLiteral("0|0.2|0.4|0.6|0.8"));
        QCOMPARE(words(PlotAxis::Number, {0, 3.2e-4}, 4),
                 QStringLiteral("0|1e-4|2e-4|3e-4"));
        QCOMPARE(words(PlotAxis::Elapsed, {0, 5400}, 4),
                 QStringLiteral("0:00|30:00|1:00:00|1:30:00"));
        QCOMPARE(words(PlotAxis::Number, {0.01, 10}, 5, true),
                 QStringLiteral("0.01|0.1|1|10"));
        QVERIFY(ticksOf(PlotAxis::Number, {0.31, 0.34}, 5, true).size() >= 2);
        QVERIFY(ticksOf(PlotAxis::Number, {0, 1e300}, 5, false).size() <= 200);
    }

    void roomLeavesTheFrameFree() {
        const PlotRange loss = roomFor({0.1, 0.8}, false);
        QCOMPARE(loss.low, 0.0);
        QVERIFY(loss.high > 0.8);
        const PlotRange flat = roomFor({2, 2}, false);
        QVERIFY(flat.low < 2 && flat.high > 2);
        const PlotRange powers = roomFor({0.5, 0.5}, true);
        QVERIFY(powers.low > 0 && std::log10(powers.high / powers.low) > 0.3);
    }

    void followsWhatIsAppended() {
        const auto source = falling(10);
        plot_->setSeries({{.name = QStringLiteral("a"), .source = source}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 9}));
        source->values.resize(21, 0.01);
        plot_->dataChanged();
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 20}));
        plot_->showRange({5, 8});
        QVERIFY(!plot_->following());
        source->values.resize(31, 0.01);
        plot_->dataChanged();
        QTest::qWait(50);
        QCOMPARE(plot_->shown(), (PlotRange{5, 8}));
        QTest::keyClick(plot_.get(), Qt::Key_Home);
        QVERIFY(plot_->following());
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 30}));
    }

    void aHiddenPlotReadsNothing() {
        const auto source = falling(10);
        plot_->setSeries({{.name = QStringLiteral("a"), .source = source}});
        QTRY_VERIFY(source->asked > 0);
        plot_->hide();
        QTest::qWait(20);
        const int before = source->asked;
        for (int i = 0; i < 20; ++i) {
            plot_->dataChanged();
        }
        QTest::qWait(50);
        QCOMPARE(source->asked, before);
        plot_->show();
        QTRY_VERIFY(source->asked > before);
    }

    void manyChangesAreOneRepaint() {
        const auto source = falling(10);
        plot_->setSeries({{.name = QStringLiteral("a"), .source = source}});
        QTest::qWait(50);
        QSignalSpy replots(plot_.get(), &CurvePlot::replotted);
        for (int i = 0; i < 100; ++i) {
            plot_->dataChanged();
        }
        QTRY_COMPARE(replots.size(), 1);
        QTest::qWait(50);
        QCOMPARE(replots.size(), 1);
    }

    void theLineIsWhereTheValuesAre() {
        const auto source = std::make_shared<Numbers>(std::vector<double>(50, 0.5));
        plot_->setSeries(
            {{.name = QStringLiteral("a"), .source = source, .color = Token::Ink, .width = 3}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 49}));
        QTest::qWait(50);
        const QImage image = plot_->grab().toImage();
        const QPoint on = plot_->pixelOf(25, 0.5).toPoint();
        const QColor ink = lookOf(plot_.get()).color(Token::Ink);
        QCOMPARE(image.pixelColor(on), ink);
        QVERIFY(image.pixelColor(on + QPoint(0, 20)) != ink);
    }

    void gapsAreMarkedRedAndNotBridged() {
        std::vector<double> values(50, 0.5);
        values[25] = kNan;
        plot_->setSeries({{.name = QStringLiteral("a"),
                           .source = std::make_shared<Numbers>(values),
                           .width = 3}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 49}));
        QTest::qWait(50);
        const QImage image = plot_->grab().toImage();
        const Look& look = lookOf(plot_.get());
        QVERIFY(image.pixelColor(plot_->pixelOf(25, 0.5).toPoint()) != look.color(Token::Ink));
        QCOMPARE(image.pixelColor(plot_->pixelOf(24.5, 0.5).toPoint()) == look.color(Token::Ink),
                 false);
        const QPoint foot(static_cast<int>(plot_->pixelOf(25, 0).x()),
                          plot_->plotRect().bottom() - 4);
        QCOMPARE(image.pixelColor(foot), look.color(Token::DangerMark));
    }

    void theCrosshairReadsAllSeries() {
        const auto second = std::make_shared<Numbers>(std::vector<double>(10, 0.25));
        plot_->setSeries({{.name = QStringLiteral("a"), .source = falling(10)},
                          {.name = QStringLiteral("b"), .source = second},
                          {.name = QStringLiteral("old"), .source = falling(5), .dimmed = true}});
        plot_->setPlaceText([](double x) { return QStringLiteral("step %1").arg(x); });
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 9}));
        QTest::mouseMove(plot_.get(), plot_->pixelOf(3.1, 0.3).toPoint());
        QTRY_COMPARE(plot_->crosshair(), std::optional<double>(3));
        const Readout readout = plot_->readout();
        QCOMPARE(readout.place, QStringLiteral("step 3"));
        QCOMPARE(readout.rows.size(), std::size_t{2}); // a dimmed one is not read
        QCOMPARE(readout.rows[0].value, QStringLiteral("0.2500"));
        QCOMPARE(readout.rows[1].name, QStringLiteral("b"));
    }

    void keysMoveZoomAndPan() {
        plot_->setSeries({{.name = QStringLiteral("a"), .source = falling(100)}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 99}));
        plot_->setCrosshair(50);
        QTest::keyClick(plot_.get(), Qt::Key_Right);
        QVERIFY(*plot_->crosshair() > 50);
        QTest::keyClick(plot_.get(), Qt::Key_Left);
        QTest::keyClick(plot_.get(), Qt::Key_Left);
        QVERIFY(*plot_->crosshair() < 50);
        QTest::keyClick(plot_.get(), Qt::Key_Plus);
        QVERIFY(std::abs(plot_->shown().length() - 66) < 1e-9);
        const double low = plot_->shown().low;
        QTest::keyClick(plot_.get(), Qt::Key_PageDown);
        QVERIFY(plot_->shown().low > low);
        QTest::keyClick(plot_.get(), Qt::Key_Escape);
        QVERIFY(!plot_->crosshair());
    }

    void oneKeyReachesTheNextPointHoweverClose() {
        plot_->setSeries({{.name = QStringLiteral("a"), .source = falling(100)}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 99}));
        plot_->showRange({40, 44}); // a 64th is less than the distance of points
        plot_->setCrosshair(41);
        QTest::keyClick(plot_.get(), Qt::Key_Right);
        QCOMPARE(plot_->crosshair(), std::optional<double>(42));
    }

    void theWheelZoomsAroundThePointer() {
        plot_->setSeries({{.name = QStringLiteral("a"), .source = falling(100)}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 99}));
        const QPointF at = plot_->pixelOf(30, 0.2);
        QWheelEvent wheel(at, plot_->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QGuiApplication::sendEvent(plot_.get(), &wheel);
        QVERIFY(plot_->shown().length() < 99);
        QVERIFY(std::abs(plot_->pixelOf(30, 0.2).x() - at.x()) < 0.5);
        QVERIFY(!plot_->following());
    }

    void draggingPansAndShiftBrushes() {
        plot_->setSeries({{.name = QStringLiteral("a"), .source = falling(100)}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 99}));
        const QPoint from = plot_->pixelOf(50, 0.2).toPoint();
        const QPoint to = plot_->pixelOf(70, 0.2).toPoint();
        QTest::mousePress(plot_.get(), Qt::LeftButton, Qt::NoModifier, from);
        QTest::mouseMove(plot_.get(), to);
        QTest::mouseRelease(plot_.get(), Qt::LeftButton, Qt::NoModifier, to);
        QVERIFY(std::abs(plot_->shown().low + 20) < 1);
        plot_->showAll();
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 99}));
        QTest::mousePress(plot_.get(), Qt::LeftButton, Qt::ShiftModifier, from);
        QTest::mouseMove(plot_.get(), to);
        QTest::mouseRelease(plot_.get(), Qt::LeftButton, Qt::ShiftModifier, to);
        QVERIFY(plot_->brushed().has_value());
        QCOMPARE(plot_->shown(), (PlotRange{0, 99}));
        QVERIFY(plot_->readout().rows.front().detail.contains(QStringLiteral("point")));
        QTest::keyClick(plot_.get(), Qt::Key_Escape);
        QVERIFY(!plot_->brushed());
    }

    void logarithmicAxesTakeWhatIsPositive() {
        std::vector<double> values{0, 1, 10, 100};
        plot_->setSeries({{.name = QStringLiteral("a"),
                           .source = std::make_shared<Numbers>(values)}});
        plot_->setLogarithmicY(true);
        plot_->setLogarithmicX(true);
        QTRY_VERIFY(plot_->shownValues().low > 0.1);
        QVERIFY(plot_->shown().low > 0);
        QVERIFY(!plot_->grab().isNull());
    }

    void ridiculousRangesAreIgnored() {
        plot_->setSeries({{.name = QStringLiteral("a"), .source = falling(100)}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 99}));
        plot_->showRange({kNan, 5});
        plot_->showRange({5, 5});
        plot_->showRange({0, std::numeric_limits<double>::infinity()});
        QCOMPARE(plot_->shown(), (PlotRange{0, 99}));
        plot_->setSeries({{.name = QStringLiteral("none"), .source = std::make_shared<Numbers>(
                                                               std::vector<double>{})}});
        QTest::qWait(30);
        QVERIFY(!plot_->grab().isNull());
    }

    void speaksAsATable() {
        plot_->setSeries({{.name = QStringLiteral("run one"), .source = falling(63)},
                          {.name = QStringLiteral("run two"), .source = falling(63)}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 62}));
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(plot_.get());
        QVERIFY(face != nullptr);
        QCOMPARE(face->text(QAccessible::Name), QStringLiteral("train/loss"));
        QAccessibleTableInterface* table = face->tableInterface();
        QVERIFY(table != nullptr);
        QCOMPARE(table->columnCount(), 2);
        QCOMPARE(table->columnDescription(1), QStringLiteral("run two"));
        QAccessibleInterface* cell = table->cellAt(1, 0);
        QVERIFY(cell != nullptr);
        QVERIFY2(cell->text(QAccessible::Name).contains(QStringLiteral("0.3333")),
                 qPrintable(cell->text(QAccessible::Name)));
    }

    void figureKeepsItsValuesAndItsText() {
        const auto source = falling(50);
        plot_->setSeries({{.name = QStringLiteral("my run"), .source = source}});
        QTRY_COMPARE(plot_->shown(), (PlotRange{0, 49}));
        plot_->setMarks({{.x = 20, .kind = PlotMark::Kind::Control,
                          .text = QStringLiteral("lr × 0.5")}});
        const auto figure =
            plot_->figure(QStringLiteral("train/loss"), QStringLiteral("What it shows"));
        const Look look = Look::builtIn(false);
        const auto before = renderFigure(*figure, look, FigureFormat::Svg);
        QVERIFY(before.ok());
        source->values.assign(50, 7.0);
        const auto after = renderFigure(*figure, look, FigureFormat::Svg);
        QCOMPARE(*after, *before);
        for (const char* text : {"my run", "lr × 0.5", "What it shows", "0.4"}) {
            QVERIFY2(before->contains(text), text);
        }
        QVERIFY(renderFigure(*figure, look, FigureFormat::Pdf).ok());
        const QImage image = renderImage(*figure, look);
        const QColor ground = look.color(Token::S2);
        int drawn = 0;
        for (int x = 0; x < image.width(); ++x) {
            drawn += image.pixelColor(x, image.height() / 2) != ground ? 1 : 0;
        }
        QVERIFY(drawn > 0);
    }

  private:
    Theme theme_{Theme::Mode::Light};
    std::unique_ptr<CurvePlot> plot_;

  public:
    PlotTest() { theme_.install(*qApp); }
};

QTEST_MAIN(PlotTest)
#include "plot_test.moc"
