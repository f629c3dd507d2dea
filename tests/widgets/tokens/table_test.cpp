#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/table/tokenfilter.h"
#include "widgets/tokens/table/tokentable.h"
#include "widgets/tokens/table/tokentablemodel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace vitrine;
using namespace vitrine::widgets;

/// The table of token records.
class TableTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void modelIsSound();
    void showsTheRecord();
    void sortsNumbersAsNumbers();
    void filters();
    void copiesIds();
    void selectionGoesBothWays();

private:
    [[nodiscard]] QString cell(int row, TokenTableModel::Column column) const {
        return table_->view()
            ->model()
            ->index(row, static_cast<int>(column))
            .data(Qt::DisplayRole)
            .toString();
    }

    Theme theme_;
    std::unique_ptr<TokenStudy> study_;
    std::unique_ptr<TokenTable> table_;
};

void TableTest::initTestCase() {
    theme_.install(*qApp);
}

void TableTest::init() {
    study_ = std::make_unique<TokenStudy>();
    table_ = std::make_unique<TokenTable>(*study_);
    study_->setTokenizers(tests::realTokenizers());
    study_->setText(tests::sentence());
    table_->resize(1000, 600);
    table_->show();
    QVERIFY(QTest::qWaitForWindowExposed(table_.get()));
}

void TableTest::cleanup() {
    table_.reset();
    study_.reset();
}

void TableTest::modelIsSound() {
    TokenTableModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setRow(study_->snapshot(), 0);
    QCOMPARE(model.rowCount(), 22);
    model.setRow(study_->snapshot(), 3);
    QCOMPARE(model.rowCount(), 66);
    model.setRow(study_->snapshot(), 9);
    QCOMPARE(model.rowCount(), 0);
    TokenFilter filter;
    const QAbstractItemModelTester filterTester(
        &filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    model.setRow(study_->snapshot(), 1);
    filter.setWanted(u"a"_qs);
    filter.setKinds(TokenFilter::Kinds::Continuations);
    QVERIFY(filter.rowCount() > 0);
}

void TableTest::showsTheRecord() {
    using Column = TokenTableModel::Column;
    QCOMPARE(table_->view()->model()->rowCount(), 22);
    QCOMPARE(cell(10, Column::Index), u"10"_qs);
    QCOMPARE(cell(10, Column::Id), u"18069"_qs);
    QCOMPARE(cell(10, Column::Piece), u"##chs"_qs);
    QCOMPARE(cell(10, Column::Surface), u"chs"_qs);
    QCOMPARE(cell(10, Column::Bytes), u"27–30"_qs);
    QCOMPARE(cell(10, Column::Kind), u"continuation"_qs);
    QCOMPARE(cell(10, Column::Word), u"4"_qs);
    QCOMPARE(cell(0, Column::Bytes), u"none"_qs);
    QCOMPARE(cell(8, Column::Surface), u"naïve"_qs);
    QTest::keyClick(table_->tokenizer(), Qt::Key_Down);
    QCOMPARE(study_->currentRow(), 1);
    QCOMPARE(cell(0, Column::Piece), u"Un"_qs);
}

void TableTest::sortsNumbersAsNumbers() {
    using Column = TokenTableModel::Column;
    table_->view()->sortByColumn(static_cast<int>(Column::Id), Qt::AscendingOrder);
    for (int row = 1; row < 22; ++row) {
        QVERIFY(cell(row - 1, Column::Id).toInt() <= cell(row, Column::Id).toInt());
    }
    QCOMPARE(cell(0, Column::Piece), u"[UNK]"_qs);
    table_->view()->sortByColumn(static_cast<int>(Column::Bytes), Qt::DescendingOrder);
    QCOMPARE(cell(0, Column::Piece), u"."_qs);
}

void TableTest::filters() {
    using Column = TokenTableModel::Column;
    QTest::keyClicks(table_->search(), u"CAUGHT"_qs);
    QCOMPARE(table_->view()->model()->rowCount(), 1);
    QCOMPARE(cell(0, Column::Id), u"3236"_qs);
    table_->search()->clear();
    QTest::keyClicks(table_->search(), u"18069"_qs);
    QCOMPARE(cell(0, Column::Piece), u"##chs"_qs);
    table_->search()->clear();
    table_->kinds()->setCurrentIndex(static_cast<int>(TokenFilter::Kinds::Unknown));
    QCOMPARE(table_->view()->model()->rowCount(), 1);
    table_->kinds()->setCurrentIndex(static_cast<int>(TokenFilter::Kinds::Special));
    QCOMPARE(table_->view()->model()->rowCount(), 2);
    table_->kinds()->setCurrentIndex(static_cast<int>(TokenFilter::Kinds::Continuations));
    QCOMPARE(table_->view()->model()->rowCount(), 9);
    table_->kinds()->setCurrentIndex(0);
    QCOMPARE(table_->view()->model()->rowCount(), 22);
}

void TableTest::copiesIds() {
    QTest::keyClicks(table_->search(), u"ch"_qs);
    QTest::mouseClick(table_->copyButton(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"18069"_qs);
    table_->search()->clear();
    study_->select(tests::spanOf(tests::sentence(), "dachshund"));
    QItemSelectionModel* selection = table_->view()->selectionModel();
    selection->select(QItemSelection(table_->view()->model()->index(9, 0),
                                     table_->view()->model()->index(12, 6)),
                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QTest::mouseClick(table_->copyButton(), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"4830, 18069, 17157, 2094"_qs);
    selection->clear();
    QCOMPARE(table_->ids().count(u','), qsizetype(21));
}

void TableTest::selectionGoesBothWays() {
    QSignalSpy selected(table_.get(), &TokenTable::sourceSelected);
    study_->select({27, 30});
    QCOMPARE(table_->view()->currentIndex().row(), 10);
    QCOMPARE(selected.count(), 0);
    const QRect item = table_->view()->visualRect(table_->view()->model()->index(8, 2));
    QTest::mouseClick(table_->view()->viewport(), Qt::LeftButton, {}, item.center());
    QCOMPARE(study_->selected(), tests::spanOf(tests::sentence(), "naïve"));
    QCOMPARE(selected.count(), 1);
    // Sorted otherwise, the same token stays selected.
    table_->view()->sortByColumn(1, Qt::DescendingOrder);
    QCOMPARE(study_->selected(), tests::spanOf(tests::sentence(), "naïve"));
    study_->setText("x " + tests::sentence());
    QCOMPARE(table_->view()->model()->rowCount(), 23);
}

QTEST_MAIN(TableTest)
#include "table_test.moc"
