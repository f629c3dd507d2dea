#include "app/vitrine/window/attentionpage.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/input/chiprow.h"

#include <QAccessible>
#include <QApplication>
#include <QSet>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

QString spokenName(QWidget& widget) {
    const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&widget);
    return interface != nullptr ? interface->text(QAccessible::Name) : QString();
}

QString described(const QWidget& widget) {
    QString path = QString::fromLatin1(widget.metaObject()->className());
    for (const QWidget* at = widget.parentWidget(); at != nullptr; at = at->parentWidget()) {
        path += QStringLiteral(" < ") + QString::fromLatin1(at->metaObject()->className());
    }
    return path;
}

} // namespace

void AccessTest::everyControlHasAName_data() {
    QTest::addColumn<int>("lab");
    QTest::newRow("attention") << 0;
    QTest::newRow("tokens") << 1;
}

void AccessTest::everyControlHasAName() {
    QFETCH(int, lab);
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.window->showLab(static_cast<LabId>(lab));
    QStringList nameless;
    for (QWidget* widget : fixture.window->findChildren<QWidget*>()) {
        const bool control = widget->focusPolicy() & Qt::TabFocus;
        if (control && widget->isVisible() && spokenName(*widget).isEmpty()) {
            nameless.append(described(*widget));
        }
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void AccessTest::tabReachesEveryControl() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QSet<QWidget*> wanted;
    for (QWidget* widget : fixture.window->findChildren<QWidget*>()) {
        const bool control = (widget->focusPolicy() & Qt::TabFocus) && widget->isEnabled();
        // Of a group of exclusive buttons only the chosen one is a stop.
        if (control && widget->isVisible() && widget->focusProxy() == nullptr &&
            !widget->property("checkable").toBool()) {
            wanted.insert(widget);
        }
    }
    QVERIFY(wanted.size() > 10);
    for (int step = 0; step < 300 && !wanted.isEmpty(); ++step) {
        QTest::keyClick(fixture.window->windowHandle(), Qt::Key_Tab);
        wanted.remove(QApplication::focusWidget());
    }
    QStringList missed;
    for (const QWidget* widget : wanted) {
        missed.append(described(*widget));
    }
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u'\n')));
}

void AccessTest::tokensAreATable() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    widgets::ChipRow& chips = fixture.window->attentionPage().strip().chips();
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&chips);
    QVERIFY(interface != nullptr && interface->tableInterface() != nullptr);
    QCOMPARE(interface->tableInterface()->columnCount(), 15);
    QVERIFY(interface->tableInterface()->cellAt(0, 5)->text(QAccessible::Name).contains(
        QStringLiteral("fr")));
}
