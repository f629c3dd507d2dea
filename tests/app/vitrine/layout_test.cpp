#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/docks.h"
#include "app/vitrine/window/drawer.h"
#include "app/vitrine/window/statusband.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/robustness/parts/badge.h"
#include "widgets/foundation/parts/colourbarview.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/library/libraryrail.h"
#include "widgets/robustness/says/sayspane.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolButton>

#include <array>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

/// What the window shows: a lab, with a sample of the demo in front.
struct Room {
    const char* name;
    LabId lab;
    const char* sample;
};

constexpr std::array kRooms{
    Room{"text", LabId::Attention, "frisbee"},       Room{"picture", LabId::Attention, "apple"},
    Room{"clip", LabId::Attention, "evening"},       Room{"tokens", LabId::Tokens, "frisbee"},
    Room{"robustness", LabId::Robustness, "review"}, Room{"training", LabId::Training, "frisbee"},
    Room{"lessons", LabId::Lessons, "frisbee"}};

void sizesAndRooms() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("room");
    QTest::addColumn<double>("scale");
    for (const QSize size :
         {QSize(1280, 800), QSize(1100, 720), QSize(1600, 1000), QSize(2560, 1440)}) {
        for (std::size_t room = 0; room < kRooms.size(); ++room) {
            for (const double scale : {1.0, 1.5}) {
                if (scale > 1 && size.width() < 1600) {
                    continue; // larger text wants a larger window
                }
                QTest::addRow("%dx%d %s at %d%%", size.width(), size.height(), kRooms.at(room).name,
                              static_cast<int>(scale * 100))
                    << size << static_cast<int>(room) << scale;
            }
        }
    }
}

bool saysFlipped(const QWidget& window) {
    const auto* pane = window.findChild<widgets::SaysPane*>();
    return pane != nullptr && pane->badge().isVisible();
}

std::unique_ptr<WindowFixture> shown(bool& ok) {
    constexpr int kPatience = 20'000;
    QFETCH(QSize, size);
    QFETCH(int, room);
    QFETCH(double, scale);
    const Room& wanted = kRooms.at(static_cast<std::size_t>(room));
    auto fixture = std::make_unique<WindowFixture>(size);
    fixture->look.setTextScale(scale);
    ok = fixture->start();
    fixture->document.chooseSample(wanted.sample);
    fixture->window->showLab(wanted.lab);
    ok = ok && QTest::qWaitFor(
                   [&] {
                       const engine::Trace* trace = fixture->session->attention().trace();
                       const SampleEntry* entry = fixture->document.state().currentSample();
                       return fixture->session->stage() == Stage::Done && trace != nullptr &&
                              (trace->sample().picture != nullptr) == !entry->media.none() &&
                              trace->sample().text == entry->sample.text;
                   },
                   kPatience);
    if (wanted.lab == LabId::Robustness) {
        // The answer comes later than the picture, and its badge wants room in the pane's head.
        ok = ok && QTest::qWaitFor([&] { return saysFlipped(*fixture->window); }, kPatience);
    }
    // Text that arrived asks layouts anew, and those ask their parents.
    constexpr int kLayoutRounds = 4;
    for (int round = 0; round < kLayoutRounds; ++round) {
        QCoreApplication::processEvents();
    }
    return fixture;
}

QString nameOf(const QWidget& widget) {
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.accessibleName() +
           u' ' + widget.objectName();
}

// The text of a control that does not fit into it, empty if it does.
QString elidedText(const QWidget& widget) {
    if (const auto* button = qobject_cast<const QToolButton*>(&widget)) {
        const bool words = button->toolButtonStyle() != Qt::ToolButtonIconOnly;
        return words && button->width() < button->sizeHint().width() ? button->text() : QString();
    }
    if (const auto* button = qobject_cast<const QPushButton*>(&widget)) {
        return button->width() < button->sizeHint().width() ? button->text() : QString();
    }
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        return combo->width() < combo->minimumSizeHint().width() ? combo->currentText() : QString();
    }
    if (const auto* label = qobject_cast<const QLabel*>(&widget);
        label != nullptr && !label->wordWrap()) {
        const int text = label->fontMetrics().horizontalAdvance(label->text());
        return label->contentsRect().width() + 1 < text ? label->text() : QString();
    }
    return {};
}

/// The children that ask for most, from the window down: where too much comes from.
QString demandsOf(const QWidget& widget, bool across, int depth = 0) {
    const QWidget* most = nullptr;
    int largest = 0;
    for (const QObject* object : widget.children()) {
        const auto* child = qobject_cast<const QWidget*>(object);
        if (child == nullptr || !child->isVisible() || child->isWindow()) {
            continue;
        }
        const QSize least = child->minimumSizeHint().expandedTo(child->minimumSize());
        if ((across ? least.width() : least.height()) > largest) {
            largest = across ? least.width() : least.height();
            most = child;
        }
    }
    if (most == nullptr || depth > 12) {
        return {};
    }
    return QStringLiteral("\n%1 %2").arg(largest).arg(nameOf(*most)) +
           demandsOf(*most, across, depth + 1);
}

} // namespace

void LayoutTest::cleanup() {
    vitrine::tests::resetTestTheme();
}

void LayoutTest::nothingIsElided_data() {
    sizesAndRooms();
}

void LayoutTest::nothingIsElided() {
    bool ok = false;
    const auto fixture = shown(ok);
    QVERIFY(ok);
    QStringList elided;
    for (const QWidget* widget : fixture->window->findChildren<QWidget*>()) {
        if (widget->isVisible() && !elidedText(*widget).isEmpty()) {
            elided.append(elidedText(*widget) + QStringLiteral(" in ") + nameOf(*widget));
        }
    }
    QVERIFY2(elided.isEmpty(), qPrintable(elided.join(u'\n')));
}

void LayoutTest::theWindowKeepsItsSize_data() {
    sizesAndRooms();
}

// A widget that asks for too much would push the panes at the right out of sight.
void LayoutTest::theWindowKeepsItsSize() {
    QFETCH(QSize, size);
    bool ok = false;
    const auto fixture = shown(ok);
    QVERIFY(ok);
    QCOMPARE(fixture->window->size(), size);
    const QSize least = fixture->window->minimumSizeHint();
    QVERIFY2(least.width() <= size.width() && least.height() <= size.height(),
             qPrintable(QStringLiteral("%1 × %2").arg(least.width()).arg(least.height()) +
                        demandsOf(*fixture->window, least.width() > size.width())));
    const QDockWidget& inspector = fixture->window->docks().inspectorDock();
    QVERIFY(!inspector.isVisible() || inspector.geometry().right() < size.width());
}

void LayoutTest::siblingsDoNotOverlap_data() {
    sizesAndRooms();
}

void LayoutTest::siblingsDoNotOverlap() {
    bool ok = false;
    const auto fixture = shown(ok);
    QVERIFY(ok);
    QStringList overlaps;
    for (const QWidget* parent : fixture->window->findChildren<QWidget*>()) {
        if (!parent->isVisible() || parent->layout() == nullptr) {
            continue;
        }
        // Only what a layout places: drawers and toasts lie over others on purpose.
        QList<QWidget*> placed;
        for (int index = 0; index < parent->layout()->count(); ++index) {
            QWidget* widget = parent->layout()->itemAt(index)->widget();
            if (widget != nullptr && widget->isVisible() && !widget->size().isEmpty()) {
                placed.append(widget);
            }
        }
        for (int a = 0; a < placed.size(); ++a) {
            for (int b = a + 1; b < placed.size(); ++b) {
                if (placed[a]->geometry().intersects(placed[b]->geometry())) {
                    overlaps.append(nameOf(*placed[a]) + QStringLiteral(" and ") +
                                    nameOf(*placed[b]));
                }
            }
        }
    }
    QVERIFY2(overlaps.isEmpty(), qPrintable(overlaps.join(u'\n')));
}

void LayoutTest::railOpensTheLibrary() {
    WindowFixture fixture({1280, 800});
    QVERIFY(fixture.start());
    Docks& docks = fixture.window->docks();
    QCOMPARE(docks.libraryDock().width(), widgets::LibraryRail::kWidth);
    QTest::mouseClick(docks.rail().button(1), Qt::LeftButton);
    QVERIFY(docks.closeDrawers());
    QVERIFY(!docks.closeDrawers());
    fixture.window->resize(1600, 1000);
    QTRY_COMPARE(docks.libraryDock().width(), 176);
}

void LayoutTest::inspectorBecomesADrawer() {
    WindowFixture fixture({1200, 800});
    QVERIFY(fixture.start());
    Docks& docks = fixture.window->docks();
    QVERIFY(!docks.inspectorDock().isVisible());
    fixture.trigger(QStringLiteral("view.inspector"));
    QVERIFY(docks.inspectorDrawer().isVisible());
    fixture.trigger(QStringLiteral("view.inspector"));
    QVERIFY(!docks.inspectorDrawer().isVisible());
    fixture.window->resize(1600, 1000);
    QTRY_VERIFY(docks.inspectorDock().isVisible());
    QTRY_COMPARE(docks.inspectorDock().width(), 300);
}

void LayoutTest::nothingThatMustStayIsHidden_data() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("wide") << QSize(2560, 1440);
    QTest::newRow("designed") << QSize(1600, 1000);
    QTest::newRow("narrow") << QSize(1280, 800);
    QTest::newRow("narrower") << QSize(1100, 700);
    QTest::newRow("least") << QSize(1000, 640);
}

void LayoutTest::nothingThatMustStayIsHidden() {
    QFETCH(QSize, size);
    WindowFixture fixture(size);
    QVERIFY(fixture.start());
    QVERIFY(fixture.window->attentionPage().strip().editor().isVisible());
    QVERIFY(fixture.window->status().isVisible());
    bool bar = false;
    for (const auto* view : fixture.window->findChildren<widgets::ColourBarView*>()) {
        bar = bar || (view->isVisible() && !view->visibleRegion().isEmpty());
    }
    QVERIFY(bar);
}
