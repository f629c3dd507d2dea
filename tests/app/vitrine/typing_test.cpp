#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/historyrail.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/pane/navigatorpane.h"
#include "widgets/input/chiprow.h"
#include "widgets/input/sampleeditor.h"

#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

QWidget& gridOf(WindowFixture& fixture) {
    return fixture.window->attentionPage().lab().navigator().grid();
}

} // namespace

void TypingTest::firstTraceIsOfTheDemo() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QCOMPARE(fixture.trace().axes().front().size(), std::size_t{15});
    QCOMPARE(fixture.trace().sites().size(), std::size_t{6});
    QVERIFY(fixture.window->attentionPage().showsPicture());
    QVERIFY(!fixture.file.modified());
}

void TypingTest::typingChangesTheGrid() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const QImage before = fixture.picture(gridOf(fixture));
    fixture.window->attentionPage().strip().editor().moveCursor(QTextCursor::End);
    fixture.type(QStringLiteral(" Suddenly it barked."));
    QVERIFY(fixture.settled());
    QVERIFY(fixture.trace().sample().text.ends_with("away. Suddenly it barked."));
    QVERIFY(fixture.picture(gridOf(fixture)) != before);
}

void TypingTest::marksFollowTheTextAtOnce() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    // The model's tokenizer may still be on its way from its worker.
    QTRY_VERIFY(fixture.session->tokenizers().find(fixture.session->currentKey().folder) !=
                nullptr);
    fixture.window->attentionPage().strip().editor().moveCursor(QTextCursor::End);
    fixture.type(QStringLiteral(" Yes"));
    // Before any trace of the new text: the chips are those that the trace will have.
    const auto live = fixture.window->attentionPage().strip().chips().marks().tokens;
    QVERIFY(fixture.trace().sample().text != fixture.sample().text);
    QVERIFY(fixture.settled());
    QVERIFY(live == fixture.trace().axes().front().tokens);
    QCOMPARE(live[live.size() - 2].label, std::string("yes"));
    QCOMPARE(live[live.size() - 2].source, (Span{56, 59}));
}

void TypingTest::hundredKeystrokesLeaveNoStaleMap() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    int stale = 0;
    QObject::connect(fixture.session.get(), &Session::pictureShown, fixture.session.get(), [&] {
        stale += fixture.trace().sample().text != fixture.sample().text ? 1 : 0;
    });
    fixture.window->attentionPage().strip().editor().moveCursor(QTextCursor::End);
    QString typed;
    for (int key = 0; key < 100; ++key) {
        typed += key % 6 == 5 ? QChar(u' ') : QChar(u'a' + key % 26);
    }
    fixture.type(typed);
    QVERIFY(fixture.settled());
    QCOMPARE(QString::fromStdString(fixture.trace().sample().text),
             QStringLiteral("The dog chased the frisbee because it was gliding away.") + typed);
    QCOMPARE(stale, 0);
    // One burst is one stop of the history.
    QVERIFY(fixture.session->history().listed().size() <= 3);
}

void TypingTest::undoAndRedoShowKeptTraces() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const QImage original = fixture.picture(gridOf(fixture));
    fixture.type(QStringLiteral("Look! "));
    QVERIFY(fixture.settled());
    const QImage edited = fixture.picture(gridOf(fixture));
    QVERIFY(edited != original);
    const std::size_t traces = fixture.session->history().entries().size();
    fixture.trigger(QStringLiteral("edit.undo"));
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.sample().text,
             std::string("The dog chased the frisbee because it was gliding away."));
    QVERIFY(tests::samePicture(fixture.picture(gridOf(fixture)), original, QStringLiteral("undone")));
    fixture.trigger(QStringLiteral("edit.redo"));
    QVERIFY(fixture.settled());
    QVERIFY(tests::samePicture(fixture.picture(gridOf(fixture)), edited, QStringLiteral("redone")));
    QCOMPARE(fixture.session->history().entries().size(), traces);
}

void TypingTest::undoBringsBackALostCell() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.session->attention().selectCell(9, 7); // it → ##bee
    const widgets::AttentionSelection before = fixture.session->attention().selection();
    fixture.document.editSample("The dog chased the ball.", std::nullopt);
    QVERIFY(fixture.settled());
    QVERIFY(!fixture.session->attention().selectedQuery());
    fixture.trigger(QStringLiteral("edit.undo"));
    QVERIFY(fixture.settled());
    QVERIFY(fixture.session->attention().selection() == before);
}

void TypingTest::originalStaysInTheLibrary() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const std::size_t samples = fixture.document.value().samples.size();
    fixture.type(QStringLiteral("x"));
    QCOMPARE(fixture.document.value().samples.size(), samples + 1);
    QCOMPARE(findSample(fixture.document.value(), "frisbee")->sample.text,
             std::string("The dog chased the frisbee because it was gliding away."));
}

void TypingTest::historyRestoresWithoutRunning() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.chooseSample("dachshund");
    QVERIFY(fixture.settled());
    HistoryRail& rail = fixture.window->attentionPage().rail();
    QCOMPARE(fixture.session->history().entries().size(), std::size_t{2});
    QTest::mouseClick(&rail, Qt::LeftButton, {}, rail.stopRect(0).center().toPoint());
    QCOMPARE(fixture.document.value().sample, std::string("frisbee"));
    QVERIFY(fixture.session->stage() == Stage::Done);
    QVERIFY(fixture.trace().sample().text.starts_with("The dog"));
    QCOMPARE(fixture.session->history().entries().size(), std::size_t{2});
    fixture.document.undo().undo();
    QVERIFY(fixture.trace().sample().text.starts_with("Unbelievably"));
}

void TypingTest::longTextWaitsForQuiet() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    std::string text;
    for (int word = 0; word < 300; ++word) {
        text += "dog ";
    }
    fixture.document.addSample({.text = text}, QStringLiteral("long"));
    QVERIFY(fixture.settled());
    const std::size_t traces = fixture.session->history().entries().size();
    fixture.window->attentionPage().strip().editor().moveCursor(QTextCursor::End);
    fixture.type(QStringLiteral("and so it went on"));
    QVERIFY(fixture.settled());
    // Not one trace a key: those in between were never worth running to the end.
    QVERIFY(fixture.session->history().entries().size() < traces + 17);
}
