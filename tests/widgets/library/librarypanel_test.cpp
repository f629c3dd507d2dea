#include "widgets/foundation/theme/theme.h"
#include "widgets/library/droptray.h"
#include "widgets/library/librarypanel.h"
#include "widgets/library/libraryrail.h"

#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace vitrine::widgets;

class LibraryPanelTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void clickChooses();
    void keysChooseAndRemove();
    void listsAreAsHighAsTheirRows();
    void trayAndRailAreButtons();

  private:
    Theme theme_;
};

namespace {

QList<LibraryItem> items(int count) {
    QList<LibraryItem> list;
    for (int index = 0; index < count; ++index) {
        list.append({.id = QString::number(index),
                     .icon = Icon::Sample,
                     .name = QStringLiteral("Sample %1").arg(index),
                     .note = u"10 w"_qs,
                     .toolTip = {}});
    }
    return list;
}

} // namespace

void LibraryPanelTest::initTestCase() {
    theme_.install(*qobject_cast<QApplication*>(qApp));
}

void LibraryPanelTest::clickChooses() {
    LibraryPanel panel;
    panel.resize(176, 600);
    panel.samples().setItems(items(3), u"0"_qs);
    panel.show();
    QSignalSpy chosen(&panel.samples(), &LibrarySection::chosen);
    QListView& view = panel.samples().view();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      view.visualRect(view.model()->index(2, 0)).center());
    QCOMPARE(chosen.last().first().toString(), u"2"_qs);
}

void LibraryPanelTest::keysChooseAndRemove() {
    LibraryPanel panel;
    panel.resize(176, 600);
    panel.samples().setItems(items(3), u"0"_qs);
    panel.show();
    panel.showSection(panel.samples());
    QListView& view = panel.samples().view();
    QSignalSpy chosen(&panel.samples(), &LibrarySection::chosen);
    QSignalSpy removed(&panel.samples(), &LibrarySection::removeRequested);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(chosen.count(), 0); // moving is not choosing
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(chosen.last().first().toString(), u"1"_qs);
    QTest::keyClick(&view, Qt::Key_Delete);
    QCOMPARE(removed.last().first().toString(), u"1"_qs);
}

void LibraryPanelTest::listsAreAsHighAsTheirRows() {
    LibraryPanel panel;
    panel.resize(176, 600);
    panel.samples().setItems(items(7), {});
    panel.show();
    QCOMPARE(panel.samples().view().height(), 7 * lookOf(&panel).rows().tree);
    theme_.setDensity(Density::Compact);
    QCOMPARE(panel.samples().view().height(), 7 * 22);
    theme_.setDensity(Density::Normal);
}

void LibraryPanelTest::trayAndRailAreButtons() {
    LibraryPanel panel;
    panel.show();
    QSignalSpy dropped(&panel.tray(), &DropTray::clicked);
    QTest::mouseClick(&panel.tray(), Qt::LeftButton);
    QTest::keyClick(&panel.tray(), Qt::Key_Return);
    QCOMPARE(dropped.count(), 2);
    LibraryRail rail;
    rail.addSection(Icon::Model, u"Models"_qs);
    rail.addSection(Icon::Sample, u"Samples"_qs);
    rail.show();
    QSignalSpy asked(&rail, &LibraryRail::sectionRequested);
    QTest::mouseClick(rail.button(1), Qt::LeftButton);
    QCOMPARE(asked.last().first().toInt(), 1);
    QCOMPARE(rail.sizeHint().width(), LibraryRail::kWidth);
}

QTEST_MAIN(LibraryPanelTest)
#include "librarypanel_test.moc"
