#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/document/versions.h"
#include "core/base/files.h"
#include "tests/app/vitrine/desk.h"
#include "tests/app/vitrine/logictests.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::Desk;

namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& path) {
    auto content = readFile(path, 1 << 20);
    return content ? *content : std::string();
}

} // namespace

void DocumentFileTest::opensTheDemo() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    QVERIFY(desk.file.demo());
    QVERIFY(!desk.file.modified());
    QVERIFY(desk.document.value().samples.size() >= 5);
    QCOMPARE(desk.document.state().currentSample()->sample.text,
             std::string("The dog chased the frisbee because it was gliding away."));
    QCOMPARE(desk.document.state().currentModel()->folder,
             desk.places.cache / "models/all-MiniLM-L6-v2");
}

void DocumentFileTest::savesAndOpens() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    desk.document.editSample("Something else", std::nullopt);
    QVERIFY(desk.file.modified());
    const Workspace saved = desk.document.value();
    QVERIFY(desk.file.saveAs(desk.folder / "mine.vitrine").ok());
    QVERIFY(!desk.file.modified());
    QVERIFY(!desk.file.demo());
    QCOMPARE(desk.file.shownName(), QStringLiteral("mine.vitrine"));

    Document again;
    DocumentFile file(again, desk.places);
    QSignalSpy opened(&file, &DocumentFile::opened);
    QVERIFY(file.open(desk.folder / "mine.vitrine").ok());
    QCOMPARE(opened.count(), 1);
    QVERIFY(again.value() == saved);
}

void DocumentFileTest::keepsFivePreviousVersions() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    const fs::path file = desk.folder / "w.vitrine";
    QVERIFY(desk.file.saveAs(file).ok());
    std::vector<std::string> contents{contentOf(file)};
    for (int version = 0; version < 7; ++version) {
        desk.document.editSample("text " + std::to_string(version), std::nullopt);
        QVERIFY(desk.file.save().ok());
        contents.push_back(contentOf(file));
    }
    for (int number = 1; number <= 5; ++number) {
        QCOMPARE(contentOf(previousVersion(file, number)),
                 contents[contents.size() - 1 - static_cast<std::size_t>(number)]);
    }
    QVERIFY(!fs::exists(previousVersion(file, 6)));
}

void DocumentFileTest::secondWindowOnlyReads() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    const fs::path path = desk.folder / "shared.vitrine";
    QVERIFY(desk.file.saveAs(path).ok());
    Document other;
    DocumentFile second(other, desk.places);
    QVERIFY(second.open(path).ok());
    QVERIFY(second.readOnlyReason().contains(QString::number(getpid())));
    QVERIFY(desk.file.readOnlyReason().isEmpty());
    QVERIFY(second.saveAs(desk.folder / "copy.vitrine").ok());
    QVERIFY(second.readOnlyReason().isEmpty());
}

void DocumentFileTest::newerSchemaOnlyReads() {
    Desk desk;
    const fs::path path = desk.folder / "newer.vitrine";
    QVERIFY(saveAtomically(path, R"({"format": "vitrine-workspace", "schema": 99,
        "samples": [{"id": "s", "name": "S", "text": "hello", "later": [1, 2]}]})")
                .ok());
    QVERIFY(desk.file.open(path).ok());
    QVERIFY(!desk.file.readOnlyReason().isEmpty());
    QCOMPARE(desk.document.state().currentSample()->sample.text, std::string("hello"));
}

void DocumentFileTest::refusesOthers_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("other JSON") << QByteArray("{\"model_type\": \"bert\"}");
    QTest::newRow("no schema") << QByteArray("{\"format\": \"vitrine-workspace\"}");
    QTest::newRow("cut") << QByteArray("{\"format\": \"vitrine-workspace\", \"schema\": 1, ");
}

void DocumentFileTest::refusesOthers() {
    QFETCH(QByteArray, content);
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    const Workspace before = desk.document.value();
    const fs::path path = desk.folder / "bad.vitrine";
    QVERIFY(saveAtomically(path, content.toStdString()).ok());
    const auto opened = desk.file.open(path);
    QVERIFY(opened.failed());
    QVERIFY(!opened.problem().what.empty());
    QVERIFY(!opened.problem().advice.empty());
    QVERIFY(desk.document.value() == before);
}

void DocumentFileTest::unwritableFolderIsAProblem() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    desk.document.editSample("changed", std::nullopt);
    const auto saved = desk.file.saveAs(desk.folder / "no such folder" / "w.vitrine");
    QVERIFY(saved.failed());
    QVERIFY(desk.file.modified());
    QVERIFY(desk.file.path().empty());
}
