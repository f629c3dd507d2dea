#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/messagestrip.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/attention/attentionlab.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace fs = std::filesystem;

void SavingTest::reopeningGivesTheSamePicture() {
    auto first = std::make_unique<WindowFixture>();
    WindowFixture& fixture = *first;
    QVERIFY(fixture.start());
    fixture.type(QStringLiteral("Yesterday: "));
    QVERIFY(fixture.settled());
    widgets::AttentionState& state = fixture.session->attention();
    state.openHead({.site = 4, .head = 7});
    state.setGridRange(widgets::RangePolicy::PerHead);
    state.selectCell(6, 3);
    state.togglePin({.site = 2, .head = 8});
    QVERIFY(fixture.settled());
    const QImage before = fixture.picture(fixture.window->attentionPage().lab());
    WindowFixture again;
    const fs::path path = again.folder / "mine.vitrine";
    QVERIFY(fixture.file.saveAs(path).ok());
    first.reset(); // and with it the lock

    QVERIFY(again.start());
    QVERIFY(again.picture(again.window->attentionPage().lab()) != before);
    again.window->intake().open(path);
    QVERIFY(again.settled());
    QVERIFY(tests::samePicture(again.picture(again.window->attentionPage().lab()), before,
                        QStringLiteral("reopened")));
    QVERIFY(!again.file.modified());
}

void SavingTest::pinsAreKeptAsSourceBytes() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.session->attention().selectCell(9, 7); // it → ##bee
    const auto json = parseJson(fixture.file.text(), "test");
    const Json* bytes = json->find("selection")->find("query")->find("bytes");
    QVERIFY(*bytes == Json(Json::Array{35, 37}));
    // The token moves; the pin stays on the word.
    fixture.type(QStringLiteral("Look: "));
    QVERIFY(fixture.settled());
    const auto query = fixture.session->attention().selectedQuery();
    QVERIFY(query.has_value());
    QCOMPARE(fixture.trace().axes().front().tokens[*query].label, std::string("it"));
    // And so it does in the file.
    const auto edited = parseJson(fixture.file.text(), "test");
    QVERIFY(*edited->find("selection")->find("query")->find("bytes") ==
            Json(Json::Array{41, 43}));
}

void SavingTest::questionBeforeChangesAreLost() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const fs::path path = fixture.folder / "mine.vitrine";
    QVERIFY(fixture.file.saveAs(path).ok());
    fixture.type(QStringLiteral("x"));
    SaveAnswer answer = SaveAnswer::Stay;
    int asked = 0;
    fixture.window->setQuestions({.saveChanges =
                                      [&](const QString& name) {
                                          ++asked;
                                          Q_ASSERT(name == QStringLiteral("mine.vitrine"));
                                          return answer;
                                      },
                                  .chooseOpen = {},
                                  .chooseFolder = {},
                                  .chooseSave = {}});
    QVERIFY(!fixture.window->close());
    QCOMPARE(asked, 1);
    QVERIFY(fixture.window->isVisible());
    answer = SaveAnswer::Save;
    QVERIFY(fixture.window->close());
    QVERIFY(!fixture.file.modified());
    auto saved = readFile(path, 1 << 20);
    QVERIFY(saved->find("xThe dog") != std::string::npos);
}

void SavingTest::demoIsNeverAskedAbout() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.type(QStringLiteral("x"));
    fixture.window->setQuestions({.saveChanges =
                                      [](const QString&) {
                                          qFatal("asked about the demo");
                                          return SaveAnswer::Stay;
                                      },
                                  .chooseOpen = {},
                                  .chooseFolder = {},
                                  .chooseSave = {}});
    QVERIFY(fixture.window->close());
}

void SavingTest::workspaceWithMissingModelOpensTheRest() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const fs::path path = fixture.write("missing.vitrine", R"({
        "format": "vitrine-workspace", "schema": 1,
        "samples": [{"id": "s", "name": "S", "text": "Still here."}],
        "models": [{"id": "gone", "name": "Gone", "path": "gone"},
                   {"id": "minilm", "name": "MiniLM", "base": "cache",
                    "path": "models/all-MiniLM-L6-v2"}],
        "model": "gone"})");
    fixture.window->intake().open(path);
    QCOMPARE(fixture.window->messages().text(),
             QStringLiteral("A file of this workspace is missing"));
    QTRY_VERIFY(fixture.session->stage() == Stage::Failed);
    QVERIFY(!fixture.window->attentionPage().showsPicture());
    fixture.document.chooseModel("minilm");
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.trace().sample().text, std::string("Still here."));
}

void SavingTest::absoluteModelIsAskedAbout() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const fs::path model = fixture.places.cache / "models/all-MiniLM-L6-v2";
    const fs::path path = fixture.write("absolute.vitrine", R"({
        "format": "vitrine-workspace", "schema": 1,
        "samples": [{"id": "s", "name": "S", "text": "Ask first."}],
        "models": [{"id": "m", "name": "M", "path": ")" + model.string() + R"("}]})");
    fixture.window->intake().open(path);
    QVERIFY(fixture.session->stage() == Stage::Unconfirmed);
    QVERIFY(!fixture.window->attentionPage().showsPicture());
    fixture.document.confirmModel("m");
    QVERIFY(fixture.settled());
}
