#include "widgets/library/librarymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace vitrine::widgets;

class LibraryModelTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void keepsTheRules();
    void changesInPlaceWithoutReset();
    void renamingIsAskedFor();
};

namespace {

LibraryItem item(const QString& id, const QString& note = {}) {
    return {.id = id, .icon = Icon::Sample, .name = id, .note = note, .toolTip = {}};
}

} // namespace

void LibraryModelTest::keepsTheRules() {
    LibraryModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setItems({item(u"a"_qs), item(u"b"_qs)}, u"b"_qs);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.indexOf(u"b"_qs).row(), 1);
    QVERIFY(model.index(1).data(LibraryModel::ChosenRole).toBool());
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"chosen"_qs));
    model.setItems({item(u"b"_qs)}, u"b"_qs);
    model.setItems({}, {});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.indexOf(u"b"_qs).isValid());
}

void LibraryModelTest::changesInPlaceWithoutReset() {
    LibraryModel model;
    model.setItems({item(u"a"_qs), item(u"b"_qs)}, u"a"_qs);
    QSignalSpy resets(&model, &LibraryModel::modelReset);
    QSignalSpy changes(&model, &LibraryModel::dataChanged);
    model.setItems({item(u"a"_qs, u"9 w"_qs), item(u"b"_qs)}, u"b"_qs);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
    model.setItems({item(u"a"_qs, u"9 w"_qs), item(u"b"_qs)}, u"b"_qs);
    QCOMPARE(changes.count(), 1);
}

void LibraryModelTest::renamingIsAskedFor() {
    LibraryModel model;
    model.setItems({item(u"a"_qs)}, {});
    QVERIFY(!model.flags(model.index(0)).testFlag(Qt::ItemIsEditable));
    model.setRenamable(true);
    QVERIFY(model.flags(model.index(0)).testFlag(Qt::ItemIsEditable));
    QSignalSpy asked(&model, &LibraryModel::renameRequested);
    QVERIFY(model.setData(model.index(0), u"  new   name "_qs, Qt::EditRole));
    QCOMPARE(asked.last().at(1).toString(), u"new name"_qs);
    QCOMPARE(model.index(0).data().toString(), u"a"_qs);
}

QTEST_MAIN(LibraryModelTest)
#include "librarymodel_test.moc"
