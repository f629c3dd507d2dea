#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/lessonsroom.h"
#include "app/vitrine/lessons/lessoncompare.h"
#include "app/vitrine/lessons/lessonfiles.h"
#include "app/vitrine/lessons/lessonspage.h"
#include "app/vitrine/lessons/livehost.h"
#include "app/vitrine/lessons/liveview.h"
#include "app/vitrine/report/collect.h"
#include "app/vitrine/window/docks.h"
#include "tests/app/vitrine/classroom.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/attention/compare/pairmap.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/input/samplestrip.h"
#include "widgets/lessons/course.h"
#include "widgets/lessons/lessonreader.h"
#include "widgets/lessons/reader/steplist.h"
#include "widgets/lessons/reader/steprow.h"
#include "widgets/lessons/reader/stepview.h"
#include "widgets/lessons/strips/rowunfold.h"
#include "widgets/lessons/strips/stripview.h"
#include "widgets/tokens/rows/tokenizerrows.h"

#include <QDockWidget>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::bare;
using vitrine::tests::Classroom;
using vitrine::tests::indexOf;
using vitrine::tests::WindowFixture;

namespace {

constexpr int kPatience = vitrine::tests::kLessonPatience;

} // namespace

void LessonsTest::cleanup() {
    vitrine::tests::resetTestTheme();
}

void LessonsTest::demoOpensTheFirstLesson() {
    Classroom room;
    QVERIFY(room.fixture.start());
    const Workspace before = room.fixture.document.value();
    QTest::keyClick(room.fixture.window->windowHandle(), Qt::Key_5, Qt::ControlModifier);
    QVERIFY(room.fixture.window->lab() == LabId::Lessons);
    QVERIFY(room.course.lesson() != nullptr);
    QCOMPARE(room.course.lesson()->id, std::string("typo-breaks-pieces"));
    QVERIFY(room.ready());
    // The demo's own first sentence serves: nothing of the document is changed by looking.
    QVERIFY(room.fixture.document.value().samples == before.samples);
    QVERIFY(room.fixture.document.value().selection == before.selection);
    QVERIFY(room.live.current() == &room.live.tokenRows());
    QVERIFY(!room.fixture.window->docks().inspectorDock().isVisible());
    const QString said = room.reader.view().spoken();
    QVERIFY2(said.contains(QStringLiteral("10 words and 15 pieces")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("fr ##is ##bee")), qPrintable(said));
    QTest::keyClick(room.fixture.window->windowHandle(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(room.fixture.window->docks().inspectorDock().isVisible());
}

void LessonsTest::typoLessonFromEndToEnd() {
    Classroom room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    const QRectF box = room.live.tokenRows().boxRect(0, 5);
    QTest::mouseClick(&room.live.tokenRows(), Qt::LeftButton, {}, box.center().toPoint());
    QVERIFY(room.course.done(0));

    room.press(Qt::Key_Space);
    QVERIFY(!room.course.done(1));
    room.reader.view().guess()->setValue(4);
    QTest::mouseClick(room.reader.view().predict(), Qt::LeftButton);
    QVERIFY(room.course.done(1));
    QVERIFY(!room.course.progressOf(1).truth); // nothing to be seen of it before one has typed

    room.press(Qt::Key_Space);
    room.retype(QStringLiteral("frisbee"), QStringLiteral("firsbee"));
    QVERIFY(room.ready());
    QTRY_VERIFY(room.course.done(2));
    QCOMPARE(*room.course.progressOf(1).truth, 3);

    room.press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(room.live.current() == &room.live.comparison(), kPatience);
    QVERIFY(room.ready());
    QVERIFY(room.reader.view().spoken().contains(QStringLiteral("You said 4 pieces. It was 3.")));
    widgets::PairMap& map = room.live.comparison().a();
    int the = -1;
    for (int row = 0; row < map.tableRows() && the < 0; ++row) {
        the = map.rowLabel(row) == QStringLiteral("the") ? row : -1;
    }
    QVERIFY(the >= 0);
    QTest::mouseMove(&map, map.cellRect(the, 2).center());
    QTRY_VERIFY(room.course.progressOf(3).met.contains(0));
    QVERIFY(!room.course.done(3));
    room.reader.focusMain();
    room.press(Qt::Key_D);
    QVERIFY(room.live.comparison().differenceShown());
    QVERIFY(room.course.done(3));

    room.press(Qt::Key_Space);
    QVERIFY(room.ready());
    QCOMPARE(room.live.strips().strips().size(), std::size_t{3});
    QTest::mouseClick(room.reader.view().answers()[1], Qt::LeftButton);
    QVERIFY(room.course.done(4));
    room.press(Qt::Key_6);
    QVERIFY(room.course.done(5));
    room.press(Qt::Key_7);
    room.retype(QStringLiteral("gliding"), QStringLiteral("glidnig"));
    QVERIFY(room.course.done(6));
    for (const widgets::StepRow* row : room.reader.list().rows()) {
        QVERIFY2(row->done(), qPrintable(row->text()));
    }
}

void LessonsTest::followLessonFromEndToEnd() {
    Classroom room;
    QVERIFY(room.begin("follow-one-sentence"));
    QCOMPARE(room.fixture.sample().text,
             std::string("The animal didn't cross the street because it was too tired."));
    const std::size_t steps = room.course.lesson()->steps.size();
    const std::vector<QWidget*> views{
        &room.live.tokenRows(), &room.live.tokenRows(), &room.live.strips(),
        &room.live.strips(),    &room.live.unfold(),    &room.live.stage(),
        static_cast<QWidget*>(nullptr), &room.live.strips(), &room.live.stage(),
        &room.live.stage(),     static_cast<QWidget*>(nullptr)};
    for (std::size_t step = 0; step < steps; ++step) {
        QCOMPARE(room.course.step(), step);
        QVERIFY2(room.ready(), std::to_string(step).c_str());
        if (views[step] != nullptr) {
            QVERIFY2(room.live.current() == views[step], std::to_string(step).c_str());
        }
        const QString said = room.reader.view().spoken();
        QVERIFY2(!said.contains(QChar(0xFFFC)), qPrintable(said));
        room.press(Qt::Key_Space);
    }
    // What a model without a decoder cannot do is greyed, with the reason.
    const auto& rows = room.reader.list().rows();
    QVERIFY2(rows[8]->lacking().contains(QStringLiteral("MiniLM-L6 has no decoder")),
             qPrintable(rows[8]->lacking()));
    QVERIFY2(rows[9]->lacking().contains(QStringLiteral("writes no text")),
             qPrintable(rows[9]->lacking()));
    for (const int step : {0, 1, 2, 3, 4, 5, 6, 7, 10}) {
        QVERIFY2(rows[step]->lacking().isEmpty(), qPrintable(rows[step]->lacking()));
    }
}

void LessonsTest::keyboardAloneIsEnough() {
    Classroom room;
    QVERIFY(room.fixture.start());
    QTest::keyClick(room.fixture.window->windowHandle(), Qt::Key_5, Qt::ControlModifier);
    QVERIFY(room.ready());
    QTRY_VERIFY(room.reader.isAncestorOf(QApplication::focusWidget()) ||
                room.reader.hasFocus());
    room.press(Qt::Key_Space);
    QCOMPARE(room.course.step(), std::size_t{1});
    room.press(Qt::Key_Backspace);
    room.press(Qt::Key_4);
    QCOMPARE(room.course.step(), std::size_t{3});
    room.press(Qt::Key_2);
    // Into the sentence and out again: letters and blanks are text there.
    QTest::keyClick(room.fixture.window->windowHandle(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(room.live.strip().editor().hasFocus());
    QTest::keyClicks(&room.live.strip().editor(), QStringLiteral(" d 3"));
    QCOMPARE(room.course.step(), std::size_t{1});
    QVERIFY(room.fixture.sample().text.find(" d 3") != std::string::npos);
    QVERIFY(room.ready());
}

void LessonsTest::presenterKey() {
    Classroom room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    room.reader.focusMain();
    room.press(Qt::Key_F11);
    QVERIFY(room.fixture.look.presenting());
    QCOMPARE(room.fixture.theme().textScale(), LookSettings::kPresenterScale);
    room.press(Qt::Key_F11);
    QVERIFY(!room.fixture.look.presenting());
}

void LessonsTest::openInTheLabKeepsSampleAndHead() {
    Classroom room;
    QVERIFY(room.begin("follow-one-sentence"));
    room.course.go(5);
    QVERIFY(room.ready());
    QTest::mouseClick(&room.live.openButton(), Qt::LeftButton);
    QVERIFY(room.fixture.window->lab() == LabId::Attention);
    QCOMPARE(room.fixture.document.value().selection.site, std::string("text.3.self"));
    QCOMPARE(room.fixture.document.value().selection.head, 1);
    QCOMPARE(*room.fixture.session->attention().selectedQuery(),
             indexOf(room.fixture.trace(), "it"));
    QVERIFY(room.fixture.sample().text.starts_with("The animal"));
    room.fixture.window->showLab(LabId::Lessons);
    QCOMPARE(room.course.step(), std::size_t{5});
}

void LessonsTest::progressIsRemembered() {
    Classroom room;
    QVERIFY(room.begin("follow-one-sentence"));
    room.course.go(3);
    const std::string kept = room.fixture.settings.get(settings::lessonProgress()).toStdString();
    const auto json = parseJson(kept, "settings");
    QVERIFY(json.ok());
    const widgets::LessonProgress progress = widgets::progressFrom(*json);
    QVERIFY(progress.at("follow-one-sentence").at(3).seen);
    QCOMPARE(room.fixture.settings.get(settings::lastLesson()),
             QStringLiteral("follow-one-sentence"));
}

void LessonsTest::teachersFilesAreRead() {
    WindowFixture fixture;
    (void)fixture.write("lessons/b.md", "---\nlesson: 1\nid: mine\ntitle: Mine\nminutes: 2\n"
                                        "sentence: Hi.\n---\n# One\n@view tokens\nText.\n");
    (void)fixture.write("lessons/a.md", "no lesson");
    (void)fixture.write("lessons/README.md", "not read");
    const LessonFiles files = readLessons(fixture.folder / "lessons");
    QCOMPARE(files.lessons.size(), std::size_t{4});
    QCOMPARE(files.lessons[3].id, std::string("mine"));
    QCOMPARE(files.faulty.size(), std::size_t{1});
    QCOMPARE(files.faulty[0].file, std::string("a.md"));
    QCOMPARE(files.faulty[0].problem.where, std::string("a.md, line 1"));
    QCOMPARE(readLessons(fixture.folder / "nowhere").lessons.size(), std::size_t{3});
}

void LessonsTest::anotherDocumentKeepsTheLesson() {
    Classroom room;
    QVERIFY(room.begin("follow-one-sentence"));
    room.course.go(4);
    QVERIFY(room.ready());
    room.fixture.trigger(QStringLiteral("file.demo"));
    room.fixture.window->showLab(LabId::Lessons);
    QVERIFY(room.ready());
    QTRY_VERIFY(room.fixture.sample().text.starts_with("The animal"));
    QCOMPARE(room.course.step(), std::size_t{4});
}

void LessonsTest::withoutAModelItSaysSo() {
    Classroom room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    room.course.go(3);
    room.fixture.trigger(QStringLiteral("model.close")); // the ViT of the demo is next
    QTRY_VERIFY(room.course.lacking(3).contains(QStringLiteral("reads pictures")));
    room.fixture.trigger(QStringLiteral("model.close"));
    QTRY_VERIFY(room.course.lacking(3).contains(QStringLiteral("Open a model")));
    QVERIFY(room.ask("model", {bare("layers")}).why.contains(QStringLiteral("No model")));
    room.press(Qt::Key_Space);
    room.press(Qt::Key_Space);
    room.fixture.trigger(QStringLiteral("edit.undo"));
    room.fixture.trigger(QStringLiteral("edit.undo"));
}

void LessonsTest::libraryListsThem() {
    Classroom room;
    QVERIFY(room.fixture.start());
    auto* list = room.fixture.window->findChild<QListView*>(QStringLiteral("lessonsList"));
    QVERIFY(list != nullptr);
    QCOMPARE(list->model()->rowCount(), 3);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(1, 0)).center());
    QTRY_VERIFY(room.fixture.window->lab() == LabId::Lessons);
    QCOMPARE(room.course.lesson()->id, std::string("follow-one-sentence"));
}

void LessonsTest::reportListsThem() {
    Classroom room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    const ReportContent content = collectReport(room.fixture.window->labs(),
                                                room.fixture.document, *room.fixture.session);
    const auto found = std::ranges::find(content.tables, QStringLiteral("Lessons"),
                                         &ReportTable::title);
    QVERIFY(found != content.tables.end());
    QCOMPARE(found->rows.size(), std::size_t{3});
}
