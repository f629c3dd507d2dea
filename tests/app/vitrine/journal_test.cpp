#include "app/vitrine/document/journal.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "tests/app/vitrine/desk.h"
#include "tests/app/vitrine/logictests.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::Desk;

namespace fs = std::filesystem;

namespace {

// The id of a process that is certainly no more.
pid_t deadProcess() {
    const pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    waitpid(child, nullptr, 0);
    return child;
}

} // namespace

void JournalTest::nothingWithoutChanges() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    Journal journal(desk.document, desk.file, desk.places);
    journal.writeNow(false);
    QVERIFY(!fs::exists(journal.path()));
}

void JournalTest::goesWhenTheDocumentIsSaved() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    Journal journal(desk.document, desk.file, desk.places);
    desk.document.editSample("changed", std::nullopt);
    journal.writeNow(false);
    QVERIFY(fs::exists(journal.path()));
    QVERIFY(desk.file.saveAs(desk.folder / "w.vitrine").ok());
    QVERIFY(!fs::exists(journal.path()));
}

void JournalTest::isOfferedAfterACrash() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    Workspace changed;
    {
        Journal journal(desk.document, desk.file, desk.places);
        desk.document.editSample("typed before the crash", std::nullopt);
        changed = desk.document.value();
        journal.writeNow(false);
        // What a killed process leaves: its journal under its own number.
        const std::string name = "journal-" + std::to_string(deadProcess()) + ".json";
        fs::copy_file(journal.path(), desk.places.state / name);
    }
    const auto left = Journal::leftBehind(desk.places);
    QVERIFY(left.has_value());
    QVERIFY(left->demo);
    QVERIFY(left->written.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    Document again;
    DocumentFile file(again, desk.places);
    QVERIFY(file.restore(left->workspace, left->document, left->demo).ok());
    QVERIFY(again.value() == changed);
    QVERIFY(file.modified());
    Journal::discard(*left);
    QVERIFY(!Journal::leftBehind(desk.places).has_value());
}

void JournalTest::ownJournalIsNotOffered() {
    Desk desk;
    QVERIFY(desk.file.openDemo().ok());
    Journal journal(desk.document, desk.file, desk.places);
    desk.document.editSample("changed", std::nullopt);
    journal.writeNow(false);
    QVERIFY(fs::exists(journal.path()));
    QVERIFY(!Journal::leftBehind(desk.places).has_value());
}
