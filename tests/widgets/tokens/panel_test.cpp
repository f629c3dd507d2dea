#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/parts/valuerow.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/panel/comparetable.h"
#include "widgets/tokens/panel/tokencard.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/tokenpanel.h"

#include <QApplication>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

/// What the dock tells about the current token.
class PanelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void tellsTheToken();
    void tellsChanges();
    void tellsPiecesOfTheWord();
    void comparesTokenizers();
    void namesTheCost();
    void nothingSelected();
    void rowsDoNotOverlap();

private:
    /// Names and values of the rows that are shown.
    [[nodiscard]] QString valueOf(const QString& name) const;

    Theme theme_;
    std::unique_ptr<TokenStudy> study_;
    std::unique_ptr<TokenPanel> panel_;
};

void PanelTest::initTestCase() {
    theme_.install(*qApp);
}

void PanelTest::init() {
    study_ = std::make_unique<TokenStudy>();
    panel_ = std::make_unique<TokenPanel>(*study_);
    study_->setTokenizers(tests::realTokenizers());
    study_->setText(tests::sentence());
    panel_->resize(300, 898);
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
}

void PanelTest::cleanup() {
    panel_.reset();
    study_.reset();
}

QString PanelTest::valueOf(const QString& name) const {
    for (const ValueRow* row : panel_->findChildren<ValueRow*>()) {
        if (row->isVisible() && row->accessibleName() == name) {
            return row->accessibleDescription();
        }
    }
    return {};
}

void PanelTest::tellsTheToken() {
    study_->setCurrent(0, tests::tokenOf(*study_->row(), "##chs"));
    const auto* card = panel_->findChild<TokenCard*>();
    QCOMPARE(card->mark(), u"##"_qs);
    QCOMPARE(card->text(), u"chs"_qs);
    QCOMPARE(valueOf(u"Id"_qs), u"18069"_qs);
    QCOMPARE(valueOf(u"Bytes in the source"_qs), u"27–30"_qs);
    QCOMPARE(valueOf(u"Source text"_qs), u"chs"_qs);
    QCOMPARE(valueOf(u"Kind"_qs), u"continuation"_qs);
    QCOMPARE(valueOf(u"Word"_qs), u"dachshund 4 of 9"_qs);
    QCOMPARE(valueOf(u"Changed by"_qs), u"nothing"_qs);
}

void PanelTest::tellsChanges() {
    study_->setCurrent(0, tests::tokenOf(*study_->row(), "naive"));
    QCOMPARE(valueOf(u"Changed by"_qs), u"NFD, strip accents"_qs);
    QCOMPARE(valueOf(u"Source text"_qs), u"naïve"_qs);
    study_->setCurrent(0, tests::tokenOf(*study_->row(), "un"));
    QCOMPARE(valueOf(u"Changed by"_qs), u"lower case"_qs);
}

void PanelTest::tellsPiecesOfTheWord() {
    study_->setCurrent(0, tests::tokenOf(*study_->row(), "##hun"));
    for (const auto& [piece, id] : {std::pair{u"da"_qs, u"4830"_qs}, {u"##chs"_qs, u"18069"_qs},
                                    {u"##hun"_qs, u"17157"_qs}, {u"##d"_qs, u"2094"_qs}}) {
        QCOMPARE(valueOf(piece), id);
    }
    study_->setCurrent(0, tests::tokenOf(*study_->row(), "caught"));
    QVERIFY(valueOf(u"##d"_qs).isEmpty());
    QCOMPARE(valueOf(u"caught"_qs), u"3236"_qs);
}

void PanelTest::comparesTokenizers() {
    auto* table = panel_->findChild<CompareTable*>();
    QCOMPARE(table->tableRows(), 4);
    QCOMPARE(table->valueText(0, 1), u"22"_qs);
    QCOMPARE(table->valueText(0, 2), u"2.22"_qs);
    QCOMPARE(table->valueText(0, 3), u"3.30"_qs);
    QCOMPARE(table->valueText(3, 3), u"1.00"_qs);
    QTest::mouseClick(table, Qt::LeftButton, {}, table->cellRect(2, 0).center());
    QCOMPARE(study_->currentRow(), 2);
}

void PanelTest::namesTheCost() {
    QCOMPARE(valueOf(u"MiniLM 30\u2009522 × 384"_qs), u"11.7 M"_qs);
    QCOMPARE(valueOf(u"GPT-2 50\u2009257 × 768"_qs), u"38.6 M"_qs);
}

void PanelTest::nothingSelected() {
    QVERIFY(valueOf(u"Id"_qs).isEmpty());
    study_->select({0, 3});
    QVERIFY(!valueOf(u"Id"_qs).isEmpty());
    study_->setText({});
    QVERIFY(valueOf(u"Id"_qs).isEmpty());
    QCOMPARE(panel_->findChild<CompareTable*>()->valueText(1, 2), u"–"_qs);
    study_->setTokenizers({});
    QCOMPARE(panel_->findChild<CompareTable*>()->tableRows(), 0);
}

void PanelTest::rowsDoNotOverlap() {
    study_->setCurrent(0, tests::tokenOf(*study_->row(), "##hun"));
    QCoreApplication::processEvents();
    QList<QRect> places;
    for (const ValueRow* row : panel_->findChildren<ValueRow*>()) {
        if (row->isVisible()) {
            const QRect place(row->mapTo(panel_.get(), QPoint(0, 0)), row->size());
            QVERIFY(place.height() >= 20);
            for (const QRect& other : places) {
                QVERIFY(!other.intersects(place));
            }
            places.append(place);
        }
    }
    QVERIFY(places.size() >= 12);
}

QTEST_MAIN(PanelTest)
#include "panel_test.moc"
