#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/lessonsroom.h"
#include "app/vitrine/lessons/lessoncompare.h"
#include "app/vitrine/lessons/lessonfiles.h"
#include "app/vitrine/lessons/lessonspage.h"
#include "app/vitrine/lessons/livehost.h"
#include "app/vitrine/lessons/liveview.h"
#include "app/vitrine/report/collect.h"
#include "app/vitrine/window/docks.h"
#include "core/study/compare.h"
#include "tests/app/vitrine/windowfixture.h"
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
#include <cmath>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

constexpr int kPatience = 30'000;
constexpr double kShownDigits = 0.005; ///< weights are shown with two

/// A window with a lesson in front.
struct Class {
    explicit Class(const QSize& size = {1600, 1000})
        : fixture(size)
        , room(fixture.window->labs().lessons())
        , course(room.course())
        , reader(room.lessonsPage().reader())
        , host(room.lessonsPage().host())
        , live(room.lessonsPage().live()) {}

    [[nodiscard]] bool begin(const char* lesson) {
        if (!fixture.start()) {
            return false;
        }
        fixture.window->showLab(LabId::Lessons);
        return room.open(lesson) && ready();
    }

    [[nodiscard]] bool ready() {
        return fixture.settled() &&
               QTest::qWaitFor([this] { return room.settled(); }, kPatience);
    }

    void press(Qt::Key key) { QTest::keyClick(fixture.window->windowHandle(), key); }

    [[nodiscard]] widgets::LiveValue ask(const std::string& name,
                                         std::vector<widgets::LiveArgument> arguments) const {
        return host.value({.name = name, .arguments = std::move(arguments)});
    }

    /// Replaces a word of the sentence as a person does: select it, type.
    void retype(const QString& word, const QString& by) {
        widgets::SampleEditor& editor = live.strip().editor();
        editor.setFocus();
        QTextCursor cursor = editor.document()->find(word);
        editor.setTextCursor(cursor);
        QTest::keyClicks(&editor, by);
        reader.focusMain();
    }

    WindowFixture fixture;
    LessonsRoom& room;
    widgets::Course& course;
    widgets::LessonReader& reader;
    LiveHost& host;
    LiveView& live;
};

widgets::LiveArgument quoted(const std::string& text, int nth = 1) {
    return {.text = text, .quoted = true, .nth = nth};
}

widgets::LiveArgument bare(const std::string& text) {
    return {.text = text};
}

std::size_t indexOf(const engine::Trace& trace, const std::string& label, int nth = 1) {
    const auto& tokens = trace.axes().front().tokens;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        if (tokens[index].label == label && --nth == 0) {
            return index;
        }
    }
    return tokens.size();
}

int siteOf(const engine::Trace& trace, const std::string& name) {
    const auto sites = trace.sites();
    return static_cast<int>(std::ranges::find(sites, name, &engine::Site::name) - sites.begin());
}

} // namespace

void LessonsTest::cleanup() {
    vitrine::tests::resetTestTheme();
}

void LessonsTest::demoOpensTheFirstLesson() {
    Class room;
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
    Class room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    const QRectF box = room.live.tokenRows().boxRect(0, 5);
    QTest::mouseClick(&room.live.tokenRows(), Qt::LeftButton, {}, box.center().toPoint());
    QVERIFY(room.course.done(0));

    room.press(Qt::Key_Space);
    room.retype(QStringLiteral("frisbee"), QStringLiteral("firsbee"));
    QVERIFY(room.ready());
    QVERIFY(room.course.done(1));

    room.press(Qt::Key_Space);
    QVERIFY(!room.course.done(2));
    room.reader.view().guess()->setValue(4);
    QTest::mouseClick(room.reader.view().predict(), Qt::LeftButton);
    QTRY_VERIFY(room.course.done(2));
    QCOMPARE(*room.course.progressOf(2).truth, 3);

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
    Class room;
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

void LessonsTest::numbersAreThoseOfTheTrace() {
    Class room;
    QVERIFY(room.begin("follow-one-sentence"));
    const engine::Trace& trace = room.fixture.trace();
    const engine::HeadRef head{.site = siteOf(trace, "text.3.self"), .head = 1};
    const std::size_t it = indexOf(trace, "it");
    const std::size_t animal = indexOf(trace, "animal");
    const auto weight = room.ask("weight", {bare("text.3.self"), bare("1"), quoted("it"),
                                            quoted("animal")});
    QVERIFY(weight.number.has_value());
    const auto expected = static_cast<double>(trace.row(head, it)[animal]);
    QVERIFY(std::abs(*weight.number - expected) <= 1e-6);
    QVERIFY(std::abs(weight.text.toDouble() - expected) <= kShownDigits);
    QVERIFY(expected > 0.6); // the head the lesson speaks of
    const auto score = room.ask("score", {bare("text.3.self"), bare("1"), quoted("it"),
                                          quoted("animal")});
    QCOMPARE(*score.number, static_cast<double>(trace.cell(head, it, animal).scaled));
    QCOMPARE(room.ask("strongest", {bare("text.3.self"), bare("1"), quoted("it")}).text,
             QStringLiteral("animal"));
    QCOMPARE(*room.ask("token-count", {}).number, 16.0);
    QCOMPARE(room.ask("ids", {quoted("animal")}).text,
             QString::number(trace.axes().front().tokens[animal].id));
    QCOMPARE(*room.ask("model", {bare("vocabulary")}).number, 30522.0);
    QCOMPARE(*room.ask("model", {bare("head-width")}).number, 32.0);
    // A word that takes several tokens: its pieces together.
    const auto apostrophe = room.ask("weight", {bare("text.0.self"), bare("0"), quoted("it"),
                                                quoted("absent")});
    QVERIFY(!apostrophe.number && apostrophe.why.contains(QStringLiteral("absent")));
    QVERIFY(!room.ask("weight", {bare("text.9.self"), bare("0"), quoted("it"), quoted("it")})
                 .number);
}

void LessonsTest::comparedNumbersAreThoseOfBothTraces() {
    Class room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    QVERIFY(room.ask("changed", {bare("b")}).why.contains(QStringLiteral("first")));
    room.course.go(1);
    QTest::mouseClick(room.reader.view().offers().front(), Qt::LeftButton);
    QVERIFY(room.ready());
    room.course.go(3);
    QTRY_VERIFY_WITH_TIMEOUT(room.host.compares(), kPatience);
    const auto& a = room.fixture.session->attention().picture();
    const auto& b = room.fixture.session->attention().other();
    QCOMPARE(a->trace->sample().text, room.course.lesson()->sentence);
    QCOMPARE(room.ask("changed", {bare("a")}).text, QStringLiteral("frisbee"));
    QCOMPARE(room.ask("changed", {bare("b")}).text, QStringLiteral("firsbee"));
    for (const bool second : {false, true}) {
        const engine::Trace& trace = second ? *b->trace : *a->trace;
        const std::vector<float> row = trace.row({.site = siteOf(trace, "text.2.self"), .head = 1},
                                                 indexOf(trace, "the", 2));
        double sum = 0;
        for (std::size_t piece = 5; piece < 8; ++piece) { // the changed word's three
            sum += static_cast<double>(row[piece]);
        }
        const auto value = room.ask("weight", {bare(second ? "b" : "a"), bare("text.2.self"),
                                               bare("1"), quoted("the"), bare("changed")});
        QVERIFY2(value.number && std::abs(*value.number - sum) <= 1e-6, qPrintable(value.why));
        QVERIFY(second ? sum < 0.1 : sum > 0.6); // what the lesson tells
    }
    QCOMPARE(room.ask("strongest", {bare("b"), bare("text.2.self"), bare("1"), quoted("the")}).text,
             QStringLiteral("[CLS]"));
    const auto cosine = room.ask("meaning-cosine", {});
    QCOMPARE(*cosine.number, *study::embeddingCosine(*a, *b));
    QVERIFY(*cosine.number < 0.9);
}

void LessonsTest::vectorsAreThoseOfTheModel() {
    Class room;
    QVERIFY(room.begin("follow-one-sentence"));
    room.course.go(2);
    QVERIFY(room.ready());
    const auto& strips = room.live.strips().strips();
    QCOMPARE(strips.size(), std::size_t{5});
    for (std::size_t index = 0; index < 384; ++index) {
        const double sum = static_cast<double>(strips[0].values[index]) +
                           static_cast<double>(strips[1].values[index]) +
                           static_cast<double>(strips[2].values[index]);
        QVERIFY(std::abs(sum - static_cast<double>(strips[3].values[index])) <= 1e-6);
    }
    room.course.go(4);
    QVERIFY(room.ready());
    const widgets::UnfoldedRow& row = room.live.unfold().row();
    const engine::Trace& trace = room.fixture.trace();
    const std::vector<float> weights =
        trace.row({.site = siteOf(trace, "text.3.self"), .head = 1}, indexOf(trace, "it"));
    QCOMPARE(row.keys.size(), weights.size());
    QCOMPARE(row.values.rows(), weights.size());
    QCOMPARE(row.values.columns(), std::size_t{32});
    for (std::size_t dim = 0; dim < row.mixed.size(); ++dim) {
        double mixed = 0;
        for (std::size_t key = 0; key < weights.size(); ++key) {
            QVERIFY(std::abs(row.keys[key].weight - weights[key]) <= 1e-6F);
            mixed += static_cast<double>(weights[key]) *
                     static_cast<double>(row.values.at(key, dim));
        }
        QVERIFY(std::abs(mixed - static_cast<double>(row.mixed[dim])) <= 1e-5);
    }
    room.retype(QStringLiteral("tired"), QStringLiteral("wide"));
    QVERIFY(room.ready());
    QTRY_COMPARE(room.live.unfold().row().keys[13].label, QStringLiteral("wide"));
}

void LessonsTest::keyboardAloneIsEnough() {
    Class room;
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
    Class room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    room.reader.focusMain();
    room.press(Qt::Key_F11);
    QVERIFY(room.fixture.look.presenting());
    QCOMPARE(room.fixture.theme().textScale(), LookSettings::kPresenterScale);
    room.press(Qt::Key_F11);
    QVERIFY(!room.fixture.look.presenting());
}

void LessonsTest::openInTheLabKeepsSampleAndHead() {
    Class room;
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
    Class room;
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
    QCOMPARE(files.lessons.size(), std::size_t{3});
    QCOMPARE(files.lessons[2].id, std::string("mine"));
    QCOMPARE(files.faulty.size(), std::size_t{1});
    QCOMPARE(files.faulty[0].file, std::string("a.md"));
    QCOMPARE(files.faulty[0].problem.where, std::string("a.md, line 1"));
    QCOMPARE(readLessons(fixture.folder / "nowhere").lessons.size(), std::size_t{2});
}

void LessonsTest::anotherDocumentKeepsTheLesson() {
    Class room;
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
    Class room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    room.course.go(3);
    room.fixture.trigger(QStringLiteral("model.close"));
    QTRY_VERIFY(room.course.lacking(3).contains(QStringLiteral("Open a model")));
    QVERIFY(room.ask("model", {bare("layers")}).why.contains(QStringLiteral("No model")));
    room.press(Qt::Key_Space);
    room.press(Qt::Key_Space);
    room.fixture.trigger(QStringLiteral("edit.undo"));
}

void LessonsTest::libraryListsThem() {
    Class room;
    QVERIFY(room.fixture.start());
    auto* list = room.fixture.window->findChild<QListView*>(QStringLiteral("lessonsList"));
    QVERIFY(list != nullptr);
    QCOMPARE(list->model()->rowCount(), 2);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(1, 0)).center());
    QTRY_VERIFY(room.fixture.window->lab() == LabId::Lessons);
    QCOMPARE(room.course.lesson()->id, std::string("follow-one-sentence"));
}

void LessonsTest::reportListsThem() {
    Class room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    const ReportContent content = collectReport(room.fixture.window->labs(),
                                                room.fixture.document, *room.fixture.session);
    const auto found = std::ranges::find(content.tables, QStringLiteral("Lessons"),
                                         &ReportTable::title);
    QVERIFY(found != content.tables.end());
    QCOMPARE(found->rows.size(), std::size_t{2});
}
