#include "tests/widgets/attention/stage.h"
#include "widgets/attention/attentionlab.h"
#include "widgets/attention/compare/comparepane.h"
#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/pairmap.h"
#include "widgets/attention/compare/shiftgrid.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/attention/pane/navigatorpane.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/attention/rows/pinnedrows.h"
#include "widgets/attention/rows/rowprofile.h"
#include "widgets/attention/strip/layerstrip.h"
#include "widgets/foundation/parts/colourbarview.h"

#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>
#include <initializer_list>
#include <memory>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

/// The lab in a window of a size, with the frame's share of it taken off.
struct Window : tests::Stage {
    explicit Window(const QSize& size, bool dark = false)
        : tests::Stage(dark)
        , lab(new AttentionLab(state, worker)) {
        auto* layout = new QHBoxLayout(&frame);
        const bool narrow = size.width() < 1500;
        layout->setContentsMargins(narrow ? 44 : 176, 150, narrow ? 256 : 300, narrow ? 28 : 64);
        layout->addWidget(lab);
        state.setPicture(tests::randomPicture(tests::wordsText(13), 6, 12));
        tests::show(frame, size);
    }

    ~Window() { delete lab; }

    QWidget frame;
    AttentionLab* lab;
};

QList<QWidget*> controlsOf(const QWidget& parent) {
    QList<QWidget*> controls;
    for (QWidget* child : parent.findChildren<QWidget*>()) {
        const bool control = qobject_cast<QComboBox*>(child) != nullptr
                             || qobject_cast<QToolButton*>(child) != nullptr;
        if (control && child->isVisible()) {
            controls << child;
        }
    }
    return controls;
}

} // namespace

class LabTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys();
    void spacePlaysTheQueries();
    void crowding_data();
    void crowding();
    void belowElevenHundredTheNavigatorIsADrawer();
    void aDoubleClickGivesTheStageAllRoom();
    void everythingHasAName();
    void rowsFollowThePins();
    void theStripPreviews();
    void comparingTakesTheStage();
    void mapsOfAComparisonMoveInStep();
    void closingWhileComparing();
};

void LabTest::keys() {
    Window window(QSize(1600, 1000));
    AttentionState& state = window.state;
    state.openHead({2, 5});
    QWidget& map = window.lab->stage().map();
    map.setFocus();
    QTest::keyClick(&map, Qt::Key_BracketRight);
    QCOMPARE(state.selectedHead(), std::optional(engine::HeadRef{3, 5}));
    QTest::keyClick(&map, Qt::Key_BracketLeft);
    QTest::keyClick(&map, Qt::Key_Period);
    QTest::keyClick(&map, Qt::Key_Period);
    QTest::keyClick(&map, Qt::Key_Comma);
    QCOMPARE(state.selectedHead(), std::optional(engine::HeadRef{2, 6}));
    state.setMapRange(RangePolicy::PerRow);
    QTest::keyClick(&map, Qt::Key_0);
    QCOMPARE(state.selection().mapRange, RangePolicy::PerLayer);
    state.togglePin({0, 0});
    state.togglePin({1, 1});
    QTest::keyClick(&map, Qt::Key_Escape);
    QCOMPARE(state.selection().pins.size(), std::size_t{1});
    QTest::keyPress(&map, Qt::Key_Alt);
    QVERIFY(state.reversed());
    QTest::keyRelease(&map, Qt::Key_Alt);
    QVERIFY(!state.reversed());
    QTest::keyClick(&map, Qt::Key_N);
    QVERIFY(!window.lab->navigatorShown());
    QTest::keyClick(&map, Qt::Key_N);
    QVERIFY(window.lab->navigatorShown());
}

void LabTest::spacePlaysTheQueries() {
    Window window(QSize(1600, 1000));
    QWidget& map = window.lab->stage().map();
    map.setFocus();
    QTest::keyClick(&map, Qt::Key_Space);
    QVERIFY(window.lab->playing());
    QCOMPARE(window.state.shownQuery(), std::optional<std::size_t>(0));
    QTRY_COMPARE(window.state.shownQuery(), std::optional<std::size_t>(1));
    QTest::mousePress(&window.frame, Qt::LeftButton, {}, QPoint(5, 5));
    QVERIFY(!window.lab->playing());
}

void LabTest::crowding_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("text");
    QTest::addColumn<int>("navigator");
    QTest::addColumn<bool>("profile");
    QTest::newRow("1280") << QSize(1280, 800) << 1.0 << 384 << false;
    QTest::newRow("1600") << QSize(1600, 1000) << 1.0 << 516 << true;
    QTest::newRow("2560") << QSize(2560, 1440) << 1.0 << 752 << true;
    QTest::newRow("1280, text 140 %") << QSize(1280, 800) << 1.4 << 384 << false;
    QTest::newRow("1600, text 140 %") << QSize(1600, 1000) << 1.4 << 516 << true;
    QTest::newRow("low") << QSize(1600, 719) << 1.0 << 516 << false;
}

void LabTest::crowding() {
    QFETCH(QSize, size);
    QFETCH(double, text);
    QFETCH(int, navigator);
    QFETCH(bool, profile);
    Window window(size);
    window.theme.setTextScale(text);
    window.state.setMapRange(RangePolicy::Percentile); // the longest word
    window.state.setBadge("effective-keys-without-sinks");
    window.state.openPinned({3, 11});
    window.state.selectCell(2, 3);
    QApplication::processEvents();
    // Larger text may need more room for the tool bar, never less.
    QVERIFY(window.lab->navigator().width() >= navigator - 8);
    QVERIFY(text > 1 || window.lab->navigator().width() <= navigator + 8);
    QVERIFY(window.lab->stage().width() >= 560);
    QCOMPARE(window.lab->stage().profile().isVisible(), profile);
    QCOMPARE(window.lab->navigator().rows().isVisible(), size.height() >= 720);
    for (const QWidget* pane : std::initializer_list<const QWidget*>{&window.lab->navigator(),
                                                                     &window.lab->stage()}) {
        const QList<QWidget*> controls = controlsOf(*pane);
        QVERIFY(controls.size() >= 2); // sorting gives way to long words
        for (int i = 0; i < controls.size(); ++i) {
            const QRect own(controls[i]->mapTo(pane, QPoint()), controls[i]->size());
            QVERIFY2(pane->rect().contains(own), qPrintable(controls[i]->accessibleName()));
            QVERIFY2(controls[i]->width() >= controls[i]->sizeHint().width(),
                     qPrintable(QStringLiteral("%1: %2 of %3 in %4")
                                    .arg(controls[i]->accessibleName())
                                    .arg(controls[i]->width())
                                    .arg(controls[i]->sizeHint().width())
                                    .arg(pane->width())));
            for (int j = i + 1; j < controls.size(); ++j) {
                const QRect other(controls[j]->mapTo(pane, QPoint()), controls[j]->size());
                QVERIFY2(!own.intersects(other), qPrintable(controls[i]->accessibleName()));
            }
        }
    }
    auto* bar = window.lab->stage().map().findChild<ColourBarView*>();
    QVERIFY(bar->isVisible());
    QVERIFY(window.lab->stage().map().rect().contains(bar->geometry()));
}

void LabTest::belowElevenHundredTheNavigatorIsADrawer() {
    Window window(QSize(1000, 800));
    QVERIFY(!window.lab->navigatorShown());
    QCOMPARE(window.lab->stage().width(), window.lab->width());
    window.lab->stage().map().setFocus();
    QTest::keyClick(&window.lab->stage().map(), Qt::Key_N);
    QVERIFY(window.lab->navigatorShown());
    QCOMPARE(window.lab->stage().width(), window.lab->width()); // it lies over the stage
    QTest::keyClick(&window.lab->navigator().grid(), Qt::Key_Escape);
    QVERIFY(!window.lab->navigatorShown());
    window.frame.resize(1600, 1000);
    QTRY_VERIFY(window.lab->navigatorShown());
    QVERIFY(window.lab->stage().width() < window.lab->width());
}

void LabTest::aDoubleClickGivesTheStageAllRoom() {
    Window window(QSize(1600, 1000));
    HeadGrid& grid = window.lab->navigator().grid();
    QTest::mouseDClick(grid.viewport(), Qt::LeftButton, {}, grid.rectOf({1, 1}).center());
    QVERIFY(!window.lab->navigatorShown());
    window.lab->setNavigatorShown(true);
    QVERIFY(window.lab->navigatorShown());
}

void LabTest::everythingHasAName() {
    Window window(QSize(1600, 1000));
    window.state.selectCell(1, 2);
    for (const QWidget* widget : window.lab->findChildren<QWidget*>()) {
        const bool reachable = widget->focusPolicy() != Qt::NoFocus && widget->isVisible();
        const bool insideAnother = widget->objectName().startsWith(QStringLiteral("qt_"))
                                   || widget->parentWidget()->inherits("QAbstractScrollArea");
        if (reachable && !insideAnother) {
            QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        }
    }
}

void LabTest::rowsFollowThePins() {
    Window window(QSize(1600, 1000));
    PinnedRows& rows = window.lab->navigator().rows();
    QCOMPARE(rows.tableRows(), 0);
    window.state.openPinned({1, 1});
    window.state.selectCell(4, std::nullopt);
    QCOMPARE(rows.tableRows(), 1);
    window.state.togglePin({2, 2});
    window.state.openHead({5, 5}); // open, not pinned: a row without a letter
    QCOMPARE(rows.tableRows(), 3);
    QTRY_VERIFY(rows.height() >= rows.heightForWidth(rows.width()) - 1);
    tests::moveTo(rows, rows.cellRect(1, 7).center());
    QCOMPARE(window.state.shownKey(), std::optional<std::size_t>(7));
    QTest::mouseClick(&rows, Qt::LeftButton, {}, rows.cellRect(1, 7).center());
    QCOMPARE(window.state.selectedHead(), std::optional(engine::HeadRef{2, 2}));
}

void LabTest::theStripPreviews() {
    Window window(QSize(1600, 1000));
    LayerStrip& strip = window.lab->navigator().strip();
    QCOMPARE(strip.title(), QStringLiteral("Entropy by layer"));
    const QPointF mark = strip.placeOf({4, 7});
    QVERIFY(strip.rect().contains(mark.toPoint()));
    tests::moveTo(strip, mark.toPoint());
    // Another mark may lie at the same pixel: it is at least of the same layer.
    QCOMPARE(window.state.shownHead()->site, 4);
    window.state.setBadge("sink-mass");
    QCOMPARE(strip.title(), QStringLiteral("Sink mass by layer"));
}

void LabTest::comparingTakesTheStage() {
    Window window(QSize(1600, 1000));
    window.state.setOther(tests::randomPicture(tests::wordsText(12), 6, 12, 8,
                                               engine::MaskRule::None, 500));
    QVERIFY(window.lab->comparison().isVisible());
    QVERIFY(!window.lab->stage().isVisible());
    QTRY_VERIFY(window.state.compare().shifts() != nullptr);
    ShiftGrid& shifts = window.lab->comparison().shifts();
    QTest::mouseClick(&shifts, Qt::LeftButton, {}, shifts.cellRect(3, 4).center());
    QCOMPARE(window.state.selectedHead(), std::optional(engine::HeadRef{3, 4}));
    QCOMPARE(window.state.compare().headNumber(), 4);
    const auto largest = window.state.compare().largestChange();
    QVERIFY(largest.query && largest.key);
    const Grid& difference = window.state.compare().head()->difference;
    for (const float value : difference.values()) {
        QVERIFY(std::isnan(value)
                || std::abs(value) <= std::abs(difference.at(*largest.query, *largest.key)));
    }
    for (const auto form : {ComparePane::Form::Overlay, ComparePane::Form::Flicker,
                            ComparePane::Form::SideBySide}) {
        window.lab->comparison().setForm(form);
        QVERIFY(window.lab->comparison().grab().width() > 0);
        QCOMPARE(window.lab->comparison().b().isVisible(), form == ComparePane::Form::SideBySide);
    }
    window.state.setOther(nullptr);
    QVERIFY(window.lab->stage().isVisible());
}

void LabTest::mapsOfAComparisonMoveInStep() {
    Window window(QSize(1600, 1000));
    window.state.setOther(tests::randomPicture(tests::wordsText(13), 6, 12, 8,
                                               engine::MaskRule::None, 500));
    PairMap& a = window.lab->comparison().a();
    PairMap& b = window.lab->comparison().b();
    PairMap& difference = window.lab->comparison().difference();
    tests::moveTo(b, b.cellRect(3, 6).center());
    QCOMPARE(a.cursorCell(), QPoint(6, 3));
    QCOMPARE(difference.cursorCell(), QPoint(6, 3));
    b.zoomAt(b.cellRect(3, 6).center(), 1.8);
    QCOMPARE(a.viewport(), b.viewport());
    QCOMPARE(difference.viewport(), b.viewport());
    QVERIFY(a.barModel().scale == b.barModel().scale);
    QVERIFY(difference.barModel().scale.isSigned);
    QCOMPARE(difference.barModel().scale.low, -difference.barModel().scale.high);
}

void LabTest::closingWhileComparing() {
    auto window = std::make_unique<Window>(QSize(1600, 1000));
    for (unsigned seed = 1; seed < 6; ++seed) {
        window->state.setOther(tests::randomPicture(tests::wordsText(13), 6, 12, 8,
                                                    engine::MaskRule::None, seed * 100));
    }
    window.reset(); // shifts are still being made
    QVERIFY(window == nullptr);
}

std::unique_ptr<QObject> makeLabTest() {
    return std::make_unique<LabTest>();
}

#include "labtest.moc"
