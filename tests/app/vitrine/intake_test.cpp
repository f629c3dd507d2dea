#include "app/vitrine/intake/intake.h"
#include "core/base/files.h"
#include "tests/app/vitrine/logictests.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace vitrine;
using namespace vitrine::app;

namespace fs = std::filesystem;

namespace {

struct Desk {
    Desk()
        : folder(dir.path().toStdString())
        , file(document, {.cache = folder, .state = folder})
        , intake(document, file, media) {}

    fs::path write(const std::string& name, const std::string& content) const {
        const fs::path path = folder / name;
        fs::create_directories(path.parent_path());
        (void)saveAtomically(path, content);
        return path;
    }

    QTemporaryDir dir;
    fs::path folder;
    Document document;
    DocumentFile file;
    MediaShelf media{fs::path(VITRINE_BINARY_DIR) / "bin/vitrine-decode"};
    Intake intake;
};

Problem lastProblem(const QSignalSpy& spy) {
    return spy.last().first().value<Problem>();
}

} // namespace

void IntakeTest::kinds() {
    const Desk desk;
    QVERIFY(kindOf(desk.write("w.vitrine", "{}")) == IntakeKind::Workspace);
    QVERIFY(kindOf(desk.write("notes.md", "hello")) == IntakeKind::Text);
    QVERIFY(kindOf(desk.write("no ending", "hello")) == IntakeKind::Text);
    QVERIFY(kindOf(desk.write("model/config.json", "{}")) == IntakeKind::Model);
    QVERIFY(kindOf(desk.folder / "model") == IntakeKind::Model);
    QVERIFY(kindOf(desk.write("tokens/vocab.txt", "a")) == IntakeKind::Tokenizer);
    QVERIFY(kindOf(desk.folder / "tokens") == IntakeKind::Tokenizer);
    QVERIFY(kindOf(desk.write("empty/x.png", "x").parent_path()) == IntakeKind::Unknown);
    QVERIFY(kindOf(desk.folder / "empty/x.png") == IntakeKind::Picture);
    QVERIFY(kindOf(desk.write("CLIP.MP4", "x")) == IntakeKind::Clip);
    QVERIFY(kindOf(desk.write("a.zip", "x")) == IntakeKind::Unknown);
    QVERIFY(kindOf(desk.folder / "nowhere") == IntakeKind::Missing);
}

void IntakeTest::reportsWhereUtf8Ends() {
    QVERIFY(!invalidUtf8("naïve\n🥏", "f.txt").has_value());
    const auto problem = invalidUtf8("one\ntwo \xC3(", "f.txt");
    QVERIFY(problem.has_value());
    QCOMPARE(problem->where, std::string("f.txt, byte 8, line 2"));
}

void IntakeTest::textFileBecomesASample() {
    Desk desk;
    QSignalSpy problems(&desk.intake, &Intake::problemMet);
    desk.intake.open(desk.write("good.txt", "A line.\n"));
    QCOMPARE(problems.count(), 0);
    QCOMPARE(desk.document.state().currentSample()->sample.text, std::string("A line.\n"));
    QCOMPARE(desk.document.state().currentSample()->sample.name, std::string("good.txt"));
    desk.intake.open(desk.write("bad.txt", "caf\xE9"));
    QCOMPARE(problems.count(), 1);
    QVERIFY(lastProblem(problems).where.find("byte 3") != std::string::npos);
    QCOMPARE(desk.document.state().currentSample()->sample.text, std::string("caf\xE9"));
}

void IntakeTest::binaryIsRefused() {
    Desk desk;
    QSignalSpy problems(&desk.intake, &Intake::problemMet);
    desk.intake.open(desk.write("data", std::string("a\0b", 3)));
    QCOMPARE(problems.count(), 1);
    QVERIFY(desk.document.state().currentSample() == nullptr);
}

void IntakeTest::missingIsAProblem() {
    Desk desk;
    QSignalSpy problems(&desk.intake, &Intake::problemMet);
    desk.intake.open(desk.folder / "nowhere.txt");
    QCOMPARE(problems.count(), 1);
    QVERIFY(lastProblem(problems).where.find("nowhere.txt") != std::string::npos);
}
