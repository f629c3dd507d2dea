#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/messagestrip.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/input/sampleeditor.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/tokenslab.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QTest>
#include <QUrl>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

// A real drop on the window: enter, then drop, as the platform sends them.
bool drop(WindowFixture& fixture, const std::filesystem::path& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path.string()))});
    QDragEnterEvent enter({400, 400}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(fixture.window.get(), &enter);
    QDropEvent dropped({400, 400}, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(fixture.window.get(), &dropped);
    return enter.isAccepted() && dropped.isAccepted();
}

} // namespace

void DroppingTest::textFile() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(drop(fixture, fixture.write("note.txt", "A dropped text.")));
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.trace().sample().text, std::string("A dropped text."));
    QVERIFY(fixture.window->messages().isHidden());
}

void DroppingTest::invalidUtf8IsReportedWithItsPlace() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(drop(fixture, fixture.write("latin.txt", "one\ncaf\xE9 two")));
    QVERIFY(fixture.window->messages().text().contains(QStringLiteral("UTF-8")));
    QVERIFY(fixture.window->messages().accessibleDescription().contains(
        QStringLiteral("byte 7, line 2")));
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.trace().sample().text, std::string("one\ncaf\xE9 two"));
}

void DroppingTest::tokenizerFiles() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const auto& rows = fixture.window->tokensLab().study().tokenizers();
    QTRY_COMPARE(rows.size(), std::size_t{4});
    const auto path = fixture.write("mine/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
    QVERIFY(drop(fixture, path));
    QVERIFY(fixture.window->lab() == LabId::Tokens);
    QTRY_COMPARE(fixture.window->tokensLab().study().tokenizers().size(), std::size_t{5});
    QCOMPARE(fixture.window->tokensLab().study().tokenizers()[2].name, QStringLiteral("mine"));
}

void DroppingTest::modelFolder() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(drop(fixture, fixture.miniLm("twin")));
    QCOMPARE(fixture.document.state().currentModel()->name, std::string("twin"));
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.session->attention().picture()->model.name, std::string("twin"));
}

void DroppingTest::workspace() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(drop(fixture, fixture.write("w.vitrine", R"({
        "format": "vitrine-workspace", "schema": 1,
        "samples": [{"id": "s", "name": "S", "text": "From a document."}]})")));
    QCOMPARE(fixture.file.shownName(), QStringLiteral("w.vitrine"));
    QVERIFY(fixture.session->stage() == Stage::NoModel);
    QVERIFY(!fixture.window->attentionPage().showsPicture());
}

void DroppingTest::pictureIsRefusedWithAdvice() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QVERIFY(drop(fixture, fixture.write("photo.png", "\x89PNG")));
    QTRY_VERIFY(!fixture.window->messages().isHidden());
    QVERIFY(fixture.window->messages().accessibleDescription().contains(
        QStringLiteral("photo.png")));
    QCOMPARE(fixture.document.value().sample, std::string("frisbee"));
}

void DroppingTest::pastedTextBecomesASample() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QApplication::clipboard()->setText(QStringLiteral("Pasted."));
    fixture.trigger(QStringLiteral("edit.pasteSample"));
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.trace().sample().text, std::string("Pasted."));
}
