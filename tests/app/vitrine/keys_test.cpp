#include "app/vitrine/actions/actiontable.h"
#include "app/vitrine/actions/palette.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/helpcard.h"
#include "app/vitrine/window/historyrail.h"
#include "app/vitrine/window/keycard.h"
#include "app/vitrine/window/labbar.h"
#include "app/vitrine/window/statusband.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/input/sampleeditor.h"

#include <QAction>
#include <QLineEdit>
#include <QHash>
#include <QSet>
#include <QMenu>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

void press(WindowFixture& fixture, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(fixture.window->windowHandle(), key, modifiers);
}

SampleEntry current(const WindowFixture& fixture) {
    return *fixture.document.state().currentSample();
}

} // namespace

void KeysTest::cleanup() {
    vitrine::tests::resetTestTheme();
}

void KeysTest::paletteRunsWhatIsTyped() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    press(fixture, Qt::Key_K, Qt::ControlModifier);
    CommandPalette& palette = fixture.window->palette();
    QVERIFY(palette.isVisible());
    QTest::keyClicks(&palette.field(), QStringLiteral("drk thm"));
    QTest::keyClick(&palette.field(), Qt::Key_Return);
    QVERIFY(!palette.isVisible());
    QVERIFY(fixture.theme().dark());
}

void KeysTest::paletteFindsSamples() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    press(fixture, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(&fixture.window->palette().field(), QStringLiteral("dachs"));
    QTest::keyClick(&fixture.window->palette().field(), Qt::Key_Return);
    QCOMPARE(fixture.document.value().sample, std::string("dachshund"));
    QVERIFY(fixture.settled());
}

void KeysTest::escapeGivesTheFocusBack() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    widgets::SampleEditor& editor = fixture.window->attentionPage().strip().editor();
    editor.setFocus();
    press(fixture, Qt::Key_K, Qt::ControlModifier);
    QVERIFY(!editor.hasFocus());
    QTest::keyClick(&fixture.window->palette().field(), Qt::Key_Escape);
    QVERIFY(!fixture.window->palette().isVisible());
    QVERIFY(editor.hasFocus());
}

void KeysTest::lettersInTheTextAreLetters() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.window->attentionPage().strip().editor().setFocus();
    const std::string site = fixture.document.value().selection.site;
    for (const Qt::Key key : {Qt::Key_I, Qt::Key_BracketRight, Qt::Key_D, Qt::Key_0,
                              Qt::Key_Comma, Qt::Key_Space, Qt::Key_Question}) {
        const QString text = QString(QChar(static_cast<char16_t>(key))).toLower();
        QTest::sendKeyEvent(QTest::Click, fixture.window->windowHandle(), key, text, {});
    }
    QCOMPARE(fixture.document.value().selection.site, site);
    QVERIFY(fixture.document.value().comparison.kind == Comparison::Kind::None);
    QVERIFY(current(fixture).sample.text.starts_with("i]d0, ?The dog"));
}

void KeysTest::bracketsAndCommasMoveTheHead() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.window->setFocus();
    fixture.window->attentionPage().rail().setFocus();
    QCOMPARE(fixture.document.value().selection.site, std::string("text.3.self"));
    press(fixture, Qt::Key_BracketRight);
    QCOMPARE(fixture.document.value().selection.site, std::string("text.4.self"));
    press(fixture, Qt::Key_BracketLeft);
    press(fixture, Qt::Key_Period);
    QCOMPARE(fixture.document.value().selection.site, std::string("text.3.self"));
    QCOMPARE(fixture.document.value().selection.head, 2);
}

void KeysTest::labsByNumber() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    press(fixture, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(fixture.window->lab() == LabId::Tokens);
    press(fixture, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(fixture.window->lab() == LabId::Attention);
}

void KeysTest::everyLabIsReached() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const auto& labs = fixture.window->labs().all();
    for (std::size_t index = 0; index < labs.size(); ++index) {
        Lab& lab = *labs[index];
        const LabFace face = lab.face();
        const QString key = QString::fromStdString(face.key);
        fixture.trigger(QStringLiteral("view.") + key);
        QVERIFY2(fixture.window->lab() == face.id, qPrintable(key));
        QVERIFY2(lab.page().isVisible(), qPrintable(key));
        QCOMPARE(fixture.document.value().layout.lab, face.key);
        QCOMPARE(fixture.window->findChild<LabBar*>()->currentLab(), static_cast<int>(index));
        QVERIFY2(!fixture.window->status().facts().isEmpty(), qPrintable(key));
        // Its actions work here and nowhere else.
        for (const ActionTable::Entry& entry : fixture.window->actionTable().entries()) {
            const QString owner = entry.id.section(u'.', 0, 0);
            if (owner != key && fixture.window->labs().find(owner.toStdString()) != nullptr) {
                QVERIFY2(!entry.action->isEnabled(), qPrintable(entry.id));
            }
        }
    }
}

void KeysTest::unknownLabOfADocumentIsAttention() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.window->showLab(LabId::Tokens);
    Workspace workspace = fixture.document.value();
    workspace.layout.lab = "cinema";
    fixture.document.reset(workspace);
    QVERIFY(fixture.window->lab() == LabId::Attention);
}

void KeysTest::questionMarkShowsTheKeys() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.window->attentionPage().rail().setFocus();
    QTest::sendKeyEvent(QTest::Click, fixture.window->windowHandle(), Qt::Key_Question,
                        QStringLiteral("?"), {});
    QVERIFY(fixture.window->keyCard().isVisible());
    QVERIFY(fixture.window->keyCard().accessibleDescription().contains(QStringLiteral("Ctrl+K")) ||
            fixture.window->keyCard().accessibleDescription().contains(QStringLiteral("Ctrl+L")));
    QTest::keyClick(&fixture.window->keyCard(), Qt::Key_Escape);
    QVERIFY(!fixture.window->keyCard().isVisible());
}

void KeysTest::f1ExplainsTheThingUnderThePointer() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    HistoryRail& rail = fixture.window->attentionPage().rail();
    QCursor::setPos(rail.mapToGlobal(rail.rect().center()));
    press(fixture, Qt::Key_F1);
    HelpCard& card = fixture.window->helpCard();
    QVERIFY(card.isVisible());
    QCOMPARE(card.title(), QStringLiteral("History"));
    QVERIFY(card.text().contains(QStringLiteral("without running")));
    press(fixture, Qt::Key_Escape);
    QVERIFY(!card.isVisible());
}

void KeysTest::everyActionHasWordsAndNoKeyTwice() {
    WindowFixture fixture;
    // A lab's actions work while it is in front: two labs may use one key, a lab and the window not.
    QHash<QString, QSet<QString>> owners;
    for (const ActionTable::Entry& entry : fixture.window->actionTable().entries()) {
        const QString lab = entry.id.section(u'.', 0, 0);
        const bool ofLab = fixture.window->labs().find(lab.toStdString()) != nullptr;
        QVERIFY2(!entry.action->text().isEmpty(), qPrintable(entry.id));
        QVERIFY2(!entry.action->whatsThis().isEmpty(), qPrintable(entry.id));
        for (const QKeySequence& key : entry.action->shortcuts()) {
            QSet<QString>& users = owners[key.toString()];
            const QString user = ofLab ? lab : QString();
            QVERIFY2(!users.contains(user) && !users.contains(QString()) &&
                         (ofLab || users.isEmpty()),
                     qPrintable(key.toString()));
            users.insert(user);
        }
    }
}

void KeysTest::exportsNameEveryView() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const auto popup = [&] {
        fixture.trigger(QStringLiteral("file.export"));
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    };
    QMenu* attention = popup();
    QVERIFY(attention != nullptr);
    QStringList views;
    for (const QAction* view : attention->actions()) {
        views.append(view->text());
        QVERIFY(view->menu() != nullptr && view->menu()->actions().size() >= 4);
    }
    for (const char* expected : {"Map", "All heads", "Row in pinned heads", "Row profile"}) {
        QVERIFY2(views.contains(QLatin1String(expected)), qPrintable(views.join(u',')));
    }
    attention->close();
    fixture.window->showLab(LabId::Tokens);
    QMenu* tokens = popup();
    QVERIFY(tokens != nullptr && tokens->actions().size() >= 4);
    tokens->close();
}

void KeysTest::everyActionTwiceInARow() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.window->setQuestions(
        {.saveChanges = [](const QString&) { return SaveAnswer::Discard; },
         .chooseOpen = [](const QString&) { return std::nullopt; },
         .chooseFolder = [](const QString&) { return std::nullopt; },
         .chooseSave = [](const QString&) { return std::nullopt; }});
    for (const ActionTable::Entry& entry : fixture.window->actionTable().entries()) {
        if (entry.id != QStringLiteral("file.quit")) {
            entry.action->trigger();
            entry.action->trigger();
            QCoreApplication::processEvents();
            while (QWidget* popup = QApplication::activePopupWidget()) {
                popup->close();
            }
        }
    }
    fixture.trigger(QStringLiteral("file.demo"));
    QVERIFY(fixture.settled());
}
