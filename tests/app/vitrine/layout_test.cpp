#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/docks.h"
#include "app/vitrine/window/drawer.h"
#include "app/vitrine/window/statusband.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/foundation/parts/colourbarview.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/library/libraryrail.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QToolButton>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

void sizesAndLabs() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("lab");
    QTest::addColumn<double>("scale");
    for (const QSize size : {QSize(1280, 800), QSize(1100, 720), QSize(1600, 1000),
                             QSize(2560, 1440)}) {
        for (const LabId id : {LabId::Attention, LabId::Tokens, LabId::Lessons}) {
            const int lab = static_cast<int>(id);
            for (const double scale : {1.0, 1.5}) {
                if (scale > 1 && size.width() < 1600) {
                    continue; // larger text wants a larger window
                }
                QTest::addRow("%dx%d lab %d at %d%%", size.width(), size.height(), lab,
                              static_cast<int>(scale * 100))
                    << size << lab << scale;
            }
        }
    }
}

std::unique_ptr<WindowFixture> shown(bool& ok) {
    QFETCH(QSize, size);
    QFETCH(int, lab);
    QFETCH(double, scale);
    auto fixture = std::make_unique<WindowFixture>(size);
    fixture->look.setTextScale(scale);
    ok = fixture->start();
    fixture->window->showLab(static_cast<LabId>(lab));
    QCoreApplication::processEvents();
    return fixture;
}

QString nameOf(const QWidget& widget) {
    return QString::fromLatin1(widget.metaObject()->className()) + u' ' +
           widget.accessibleName() + u' ' + widget.objectName();
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
        return combo->width() < combo->minimumSizeHint().width() ? combo->currentText()
                                                                  : QString();
    }
    if (const auto* label = qobject_cast<const QLabel*>(&widget); label != nullptr &&
                                                                  !label->wordWrap()) {
        const int text = label->fontMetrics().horizontalAdvance(label->text());
        return label->contentsRect().width() + 1 < text ? label->text() : QString();
    }
    return {};
}

} // namespace

void LayoutTest::cleanup() {
    vitrine::tests::resetTestTheme();
}

void LayoutTest::nothingIsElided_data() {
    sizesAndLabs();
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

void LayoutTest::siblingsDoNotOverlap_data() {
    sizesAndLabs();
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
