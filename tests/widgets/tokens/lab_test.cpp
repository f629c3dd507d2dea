#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/comparebutton.h"
#include "widgets/tokens/field/sourcefield.h"
#include "widgets/tokens/panes/matchtrailview.h"
#include "widgets/tokens/panes/mergepane.h"
#include "widgets/tokens/panes/mergetreeview.h"
#include "widgets/tokens/panes/roundtripline.h"
#include "widgets/tokens/panes/stagediff.h"
#include "widgets/tokens/panes/stagestrip.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/table/tokentable.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

/// The lab as a person uses it.
class LabTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void typingUpdates();
    void typingKeepsInvalidBytes();
    void pastesBytesAsTheyAre();
    void longTextsAreShownInPart();
    void selectionFromOutsideIsQuiet();
    void trailShowsWhatWasTried();
    void trailShowsWhereItDied();
    void sliderReplaysMerges();
    void keysSwitch();
    void stageOpensItsDiff();
    void roundTripNamesTheLoss();
    void modesSwitch();
    void comparesFewer();
    void emptyTextOffersAnExample();
    void noTokenizersAtAll();
    void everythingHasAName();
    void labelsKeepTheirColour();
    void fitsTheSmallestWindow_data();
    void fitsTheSmallestWindow();

private:
    template <class Part>
    [[nodiscard]] Part* part() const {
        return lab_->findChild<Part*>();
    }

    void selectWord(const char* word) {
        lab_->setSelectedSource(tests::spanOf(lab_->text(), word));
    }

    Theme theme_;
    std::unique_ptr<TokensLab> lab_;
};

void LabTest::initTestCase() {
    theme_.install(*qApp);
}

void LabTest::init() {
    lab_ = std::make_unique<TokensLab>();
    lab_->resize(1135, 898);
    lab_->setTokenizers(tests::realTokenizers());
    lab_->setText(tests::sentence());
    lab_->show();
    lab_->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(lab_.get()));
}

void LabTest::cleanup() {
    lab_.reset();
}

void LabTest::typingUpdates() {
    QSignalSpy edited(lab_.get(), &TokensLab::textEdited);
    QPlainTextEdit* editor = part<SourceField>()->editor();
    editor->moveCursor(QTextCursor::Start);
    QTest::keyClicks(editor, u"Hi "_qs);
    QCOMPARE(edited.count(), 3);
    QCOMPARE(edited.last().first().toByteArray(), "Hi " + tests::sentence());
    QCOMPARE(lab_->text(), "Hi " + tests::sentence());
    // Short texts are there with the key press itself.
    const TokenRow& bert = lab_->study().snapshot()->rows[0];
    QCOMPARE(bert.tokens()[1].text, std::string("hi"));
    QCOMPARE(bert.tokens()[1].source, (Span{0, 2}));
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(lab_->text(), tests::sentence());
    // Setting the text from outside is not an edit.
    const int before = edited.count();
    lab_->setText("other");
    QCOMPARE(editor->toPlainText(), u"other"_qs);
    QCOMPARE(edited.count(), before);
}

void LabTest::typingKeepsInvalidBytes() {
    lab_->setText(QByteArray("a\xFF b\r\nc\u00A0\0d", 11));
    QPlainTextEdit* editor = part<SourceField>()->editor();
    editor->moveCursor(QTextCursor::End);
    QTest::keyClicks(editor, u"e"_qs);
    QCOMPARE(lab_->text(), QByteArray("a\xFF b\r\nc\u00A0\0de", 12));
    QTest::keyClick(editor, Qt::Key_Backspace);
    QTest::keyClick(editor, Qt::Key_Backspace);
    QCOMPARE(lab_->text(), QByteArray("a\xFF b\r\nc\u00A0\0", 10));
    QCOMPARE(lab_->study().snapshot()->invalid, (std::vector<Span>{{1, 2}}));
}

void LabTest::pastesBytesAsTheyAre() {
    lab_->setText("ab");
    QPlainTextEdit* editor = part<SourceField>()->editor();
    QTextCursor cursor = editor->textCursor();
    cursor.setPosition(1);
    editor->setTextCursor(cursor);
    QGuiApplication::clipboard()->setText(u"x\r\ny\u00A0z"_qs);
    editor->paste();
    QCOMPARE(lab_->text(), QByteArray("ax\r\ny\u00A0zb"));
    QTest::keyClick(editor, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(lab_->text(), QByteArray("ab"));
}

void LabTest::longTextsAreShownInPart() {
    QPlainTextEdit* editor = part<SourceField>()->editor();
    const QByteArray text = tests::longText(1024 * 1024);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    editor->selectAll();
    QSignalSpy edited(lab_.get(), &TokensLab::textEdited);
    editor->paste();
    QCOMPARE(edited.count(), 1);
    QCOMPARE(lab_->text(), text);
    QVERIFY(editor->isReadOnly());
    QVERIFY(editor->toPlainText().size() <= SourceField::kMostEdited);
    QTRY_VERIFY_WITH_TIMEOUT(!lab_->study().busy(), 20'000);
    lab_->setText("short again");
    QVERIFY(!editor->isReadOnly());
}

void LabTest::selectionFromOutsideIsQuiet() {
    QSignalSpy selected(lab_.get(), &TokensLab::sourceSelected);
    selectWord("dachshund");
    QCOMPARE(lab_->selectedSource(), tests::spanOf(tests::sentence(), "dachshund"));
    QCOMPARE(selected.count(), 0);
    auto* rows = part<TokenizerRows>();
    QTest::mouseClick(rows, Qt::LeftButton, {}, rows->boxRect(0, 7).center().toPoint());
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.first().first().value<Span>(), lab_->selectedSource());
    // Beyond the text.
    lab_->setSelectedSource({1'000, 2'000});
    QVERIFY(lab_->selectedSource().empty());
}

void LabTest::trailShowsWhatWasTried() {
    selectWord("dachshund");
    auto* trail = part<MatchTrailView>();
    QVERIFY(trail->isVisible());
    QCOMPARE(trail->tableRows(), 4);
    QCOMPARE(trail->foundText(0), u"da"_qs);
    QCOMPARE(trail->foundText(1), u"##chs"_qs);
    QCOMPARE(trail->triedText(0), u"dachshund dachshun dachshu"_qs);
    QCOMPARE(trail->trail().steps[0].tried.size(), std::size_t(7));
    QCOMPARE(trail->cellText(3, 1), u"first try"_qs);
    selectWord("the");
    QCOMPARE(trail->tableRows(), 1);
    lab_->setSelectedSource({});
    QVERIFY(!trail->isVisible());
}

void LabTest::trailShowsWhereItDied() {
    lab_->setText("vote♡♡ ok");
    selectWord("vote");
    auto* trail = part<MatchTrailView>();
    QCOMPARE(trail->foundText(0), u"vote"_qs);
    QCOMPARE(trail->foundText(trail->tableRows() - 1), u"[UNK]"_qs);
    QVERIFY2(trail->verdict().contains(u"“♡♡”"_qs), qPrintable(trail->verdict()));
    lab_->setText(QByteArray(101, 'x'));
    lab_->setSelectedSource({0, 1});
    QCOMPARE(trail->tableRows(), 0);
    QVERIFY(trail->verdict().contains(u"[UNK]"_qs));
}

void LabTest::sliderReplaysMerges() {
    selectWord("dachshund");
    auto* pane = part<MergePane>();
    MergeTreeView* view = pane->view();
    QCOMPARE(pane->slider()->maximum(), 6);
    QCOMPARE(view->merged(), std::size_t(6));
    QVERIFY(!view->cellRect(15, 0).isEmpty());
    pane->slider()->setValue(2);
    QCOMPARE(view->merged(), std::size_t(2));
    QVERIFY(view->cellRect(15, 0).isEmpty());
    QCOMPARE(standingAfter(view->tree(), 2).size(), std::size_t(8));
    // What is not merged yet is not painted.
    QImage image(view->size(), QImage::Format_RGB32);
    image.fill(theme_.color(Token::S2));
    view->render(&image, {}, {}, QWidget::DrawChildren);
    const QRect last = view->nodeRect(15).toRect().adjusted(1, 1, -1, -1);
    QCOMPARE(image.pixelColor(last.center()), theme_.color(Token::S2));

    part<TokenizerRows>()->setFocus();
    QTest::keyClick(part<TokenizerRows>(), Qt::Key_M);
    QCOMPARE(view->merged(), std::size_t(0));
    QVERIFY(pane->replaying());
    QTRY_COMPARE_WITH_TIMEOUT(view->merged(), std::size_t(6), 5'000);
    QVERIFY(!pane->replaying());
    // Again while it runs: to the end at once.
    QTest::keyClick(part<TokenizerRows>(), Qt::Key_M);
    QTest::keyClick(part<TokenizerRows>(), Qt::Key_M);
    QVERIFY(!pane->replaying());
    QCOMPARE(view->merged(), std::size_t(6));
}

void LabTest::keysSwitch() {
    QVERIFY(lab_->whiteSpaceShown());
    part<TokenizerRows>()->setFocus();
    QTest::keyClick(part<TokenizerRows>(), Qt::Key_W);
    QVERIFY(!lab_->whiteSpaceShown());
    QVERIFY(!part<TokenizerRows>()->whiteSpaceShown());
    // In the field it is a letter.
    QTest::keyClicks(part<SourceField>()->editor(), u"w"_qs);
    QVERIFY(!lab_->whiteSpaceShown());
    QVERIFY(lab_->text().contains('w'));
}

void LabTest::stageOpensItsDiff() {
    auto* strip = part<StageStrip>();
    QCOMPARE(strip->cells().size(), std::size_t(7));
    StageCell* accents = strip->cells()[3];
    QCOMPARE(accents->words().name, u"strip accents"_qs);
    QVERIFY(accents->words().loses);
    accents->setFocus();
    QTest::keyClick(accents, Qt::Key_Space);
    StageDiff* diff = strip->diff();
    QVERIFY(diff != nullptr && diff->isVisible());
    QVERIFY(diff->beforeText().contains(u"nai\u0308ve"_qs));
    QVERIFY(diff->afterText().contains(u"naive"_qs));
    QCOMPARE(diff->changes().size(), qsizetype(1));
    QVERIFY(diff->changes().first().startsWith(u"20–22"_qs));
    QTest::keyClick(diff, Qt::Key_Escape);
    QTRY_VERIFY(strip->diff() == nullptr || !strip->diff()->isVisible());
    // Another tokenizer has other stages.
    lab_->study().setCurrentRow(1);
    QVERIFY(strip->cells().size() < 7);
}

void LabTest::roundTripNamesTheLoss() {
    auto* line = part<RoundTripLine>();
    QVERIFY(!line->roundTrip().exact);
    QVERIFY(line->loss().contains(u"🥏"_qs));
    QVERIFY(line->accessibleDescription().contains(u"capitals"_qs));
    lab_->study().setCurrentRow(1);
    QVERIFY(line->roundTrip().exact);
    QCOMPARE(line->roundTrip().text, tests::sentence().toStdString());
    QVERIFY(line->loss().isEmpty());
}

void LabTest::modesSwitch() {
    auto* rows = part<TokenizerRows>();
    lab_->setMode(TokensLab::Mode::Ids);
    QCOMPARE(rows->words(), BoxWords::Ids);
    QVERIFY(rows->isVisible());
    lab_->setMode(TokensLab::Mode::Table);
    QVERIFY(!rows->isVisible());
    QVERIFY(part<TokenTable>()->isVisible());
    lab_->setMode(TokensLab::Mode::Pieces);
    QCOMPARE(rows->words(), BoxWords::Pieces);
    QVERIFY(rows->isVisible());
}

void LabTest::comparesFewer() {
    auto* compare = part<CompareButton>();
    compare->setShown(u"MiniLM"_qs, false);
    QCOMPARE(lab_->study().snapshot()->rows.size(), std::size_t(3));
    QCOMPARE(lab_->status().first(), u"3 tokenizers"_qs);
    compare->setShown(u"GPT-2"_qs, false);
    compare->setShown(u"Bytes"_qs, false);
    QCOMPARE(lab_->status().first(), u"1 tokenizer"_qs);
    compare->setShown(u"Characters"_qs, false);
    QCOMPARE(lab_->study().snapshot()->rows.size(), std::size_t(1));
    QVERIFY(!part<MatchTrailView>()->isVisible());
    compare->setShown(u"MiniLM"_qs, true);
    QCOMPARE(lab_->study().snapshot()->rows[0].tokenizer.name, u"MiniLM"_qs);
}

void LabTest::emptyTextOffersAnExample() {
    QSignalSpy edited(lab_.get(), &TokensLab::textEdited);
    QPlainTextEdit* editor = part<SourceField>()->editor();
    editor->selectAll();
    QTest::keyClick(editor, Qt::Key_Delete);
    QVERIFY(lab_->text().isEmpty());
    QVERIFY(!part<TokenizerRows>()->isVisible());
    QCOMPARE(lab_->study().snapshot()->rows[0].tokens().size(), std::size_t(2));
    auto* stack = lab_->findChild<QStackedWidget*>();
    QWidget* offer = stack->currentWidget()->findChild<QWidget*>();
    offer->setFocus();
    QTest::keyClick(offer, Qt::Key_Return);
    QVERIFY(!lab_->text().isEmpty());
    QVERIFY(part<TokenizerRows>()->isVisible());
    QCOMPARE(edited.count(), 2);
}

void LabTest::noTokenizersAtAll() {
    lab_->setTokenizers({});
    QVERIFY(lab_->study().snapshot()->rows.empty());
    lab_->setSelectedSource({0, 3});
    QTest::keyClick(part<TokenizerRows>(), Qt::Key_Right);
    lab_->setMode(TokensLab::Mode::Table);
    lab_->grab();
    QCOMPARE(lab_->status().first(), u"0 tokenizers"_qs);
}

void LabTest::everythingHasAName() {
    lab_->setMode(TokensLab::Mode::Table);
    for (const QWidget* widget : lab_->findChildren<QWidget*>()) {
        if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible()
            && widget->focusProxy() == nullptr) {
            QVERIFY2(!widget->accessibleName().isEmpty(),
                     qPrintable(QLatin1String(widget->metaObject()->className()) + u' '
                                + widget->objectName()));
        }
    }
}

void LabTest::labelsKeepTheirColour() {
    for (const Words* words : lab_->findChildren<Words*>()) {
        QCOMPARE(words->foregroundRole(), QPalette::WindowText);
    }
}

void LabTest::fitsTheSmallestWindow_data() {
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("textScale");
    QTest::addRow("light") << false << 1.0;
    QTest::addRow("dark") << true << 1.0;
    QTest::addRow("large text") << false << 1.25;
}

void LabTest::fitsTheSmallestWindow() {
    QFETCH(bool, dark);
    QFETCH(double, textScale);
    theme_.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    theme_.setTextScale(textScale);
    QCoreApplication::processEvents();
    const QSize least = lab_->minimumSizeHint();
    theme_.setTextScale(1);
    theme_.setMode(Theme::Mode::Light);
    // 1280 × 800 less frame, library rail and inspector.
    QVERIFY2(least.width() <= 980, qPrintable(QString::number(least.width())));
    QVERIFY2(textScale > 1 || least.height() <= 698, qPrintable(QString::number(least.height())));
}

QTEST_MAIN(LabTest)
#include "lab_test.moc"
