#include "tests/support/mutator.h"
#include "tests/widgets/lessons/fakehost.h"
#include "widgets/lessons/script/lessonparser.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;
using vitrine::tests::kLesson;

class LessonParserTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKindOfBlock();
    void readsRuns();
    void builtInLessonsAreLessons_data();
    void builtInLessonsAreLessons();
    void faultsNameTheLine_data();
    void faultsNameTheLine();
    void limits();
    void anythingEndsInALessonOrAProblem();
};

void LessonParserTest::readsEveryKindOfBlock() {
    const Lesson lesson = tests::smallLesson();
    QCOMPARE(lesson.id, std::string("small"));
    QCOMPARE(lesson.minutes, 3);
    QCOMPARE(lesson.needs, std::vector<std::string>{"text"});
    QCOMPARE(lesson.sentence, std::string("The dog sleeps."));
    QCOMPARE(lesson.steps.size(), std::size_t{3});
    const LessonStep& first = lesson.steps[0];
    QCOMPARE(first.view.name, std::string("tokens"));
    QCOMPARE(first.blocks.size(), std::size_t{2});
    const auto& act = std::get<LessonAct>(first.blocks[1]);
    QCOMPARE(act.conditions.size(), std::size_t{2});
    QCOMPARE(act.conditions[1].call.name, std::string("lacks"));
    QCOMPARE(act.conditions[1].call.arguments.front().text, std::string("dog"));
    QCOMPARE(act.conditions[1].label, std::string("no dog"));
    QCOMPARE(act.hint, std::string("Type."));
    const auto& prediction = std::get<LessonPrediction>(lesson.steps[1].blocks[0]);
    QCOMPARE(prediction.truth.name, std::string("token-count"));
    const LessonStep& third = lesson.steps[2];
    QCOMPARE(third.needs, std::vector<std::string>{"cross"});
    QCOMPARE(third.view.arguments.size(), std::size_t{3});
    QCOMPARE(std::get<LessonRecall>(third.blocks[0]).step, std::size_t{1});
    const auto& question = std::get<LessonQuestion>(third.blocks[1]);
    QVERIFY(!question.answers[0].right && question.answers[1].right);
    QCOMPARE(std::get<LessonOffer>(third.blocks[2]).sentence, std::string("The cat sleeps."));
}

void LessonParserTest::readsRuns() {
    const Lesson lesson = tests::smallLesson();
    const auto parsed = parseLesson(
        "---\nlesson: 1\nid: a\ntitle: A\nminutes: 1\nsentence: S\n---\n# S\n@view tokens\n"
        "a **b** *c* `D` \\* {weight b text.2.self 1 \"the\"#2 changed}.\r\n",
        "a.md");
    QVERIFY2(parsed.ok(), parsed.failed() ? parsed.problem().text().c_str() : "");
    const LessonText& text = std::get<LessonParagraph>(parsed->steps[0].blocks[0]).text;
    using Style = LessonRun::Style;
    const std::vector<Style> styles{Style::Plain, Style::Strong, Style::Plain, Style::Emphasis,
                                    Style::Plain, Style::Key,    Style::Plain, Style::Live,
                                    Style::Plain};
    QCOMPARE(text.size(), styles.size());
    for (std::size_t index = 0; index < styles.size(); ++index) {
        QVERIFY2(text[index].style == styles[index], std::to_string(index).c_str());
    }
    QCOMPARE(text[6].text, std::string(" * "));
    const LiveCall& call = text[7].call;
    QCOMPARE(call.arguments.size(), std::size_t{5});
    QVERIFY(call.arguments[3].quoted);
    QCOMPARE(call.arguments[3].nth, 2);
    QCOMPARE(call.arguments[4].text, std::string("changed"));
}

void LessonParserTest::builtInLessonsAreLessons_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("steps");
    QTest::newRow("typo") << u"typo-breaks-pieces.md"_qs << 7;
    QTest::newRow("follow") << u"follow-one-sentence.md"_qs << 11;
    QTest::newRow("translation") << u"write-a-translation.md"_qs << 10;
}

void LessonParserTest::builtInLessonsAreLessons() {
    QFETCH(QString, file);
    QFETCH(int, steps);
    QFile source(QStringLiteral(VITRINE_SOURCE_DIR "/resources/lessons/") + file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const auto lesson = parseLesson(source.readAll().toStdString(), file.toStdString());
    QVERIFY2(lesson.ok(), lesson.failed() ? lesson.problem().text().c_str() : "");
    QCOMPARE(static_cast<int>(lesson->steps.size()), steps);
    QCOMPARE(QString::fromStdString(lesson->id) + QStringLiteral(".md"), file);
}

void LessonParserTest::faultsNameTheLine_data() {
    QTest::addColumn<QString>("find");
    QTest::addColumn<QString>("replace");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const char* find, const char* replace,
                        const char* place) {
        QTest::newRow(name) << QString::fromUtf8(find) << QString::fromUtf8(replace)
                            << QString::fromUtf8(place);
    };
    row("no header", "---\nlesson", "lesson", "small.md, line 1");
    row("unknown format", "lesson: 1", "lesson: 2", "small.md, line 2");
    row("unknown field", "minutes: 3", "minutes: 3\nauthor: me", "small.md, line 6");
    row("field twice", "title: A small lesson", "title: A\ntitle: B", "small.md, line 5");
    row("missing field", "minutes: 3\n", "", "small.md, line 7");
    row("wild id", "id: small", "id: ../small", "small.md, line 3");
    row("minutes in words", "minutes: 3", "minutes: three", "small.md, line 5");
    row("unknown need", "needs: text", "needs: magic", "small.md, line 6");
    row("unknown directive", "@view tokens\n\nThere", "@view tokens\n@dance\nThere",
        "small.md, line 12");
    row("unknown view", "@view head", "@view heat", "small.md, line 29");
    row("view without head", "text.0.self 1", "text.0.self", "small.md, line 29");
    row("wrong site", "text.0.self", "text.self", "small.md, line 29");
    row("no view", "# First\n@view tokens", "# First", "small.md, line 10");
    row("unknown span", "{token-count}", "{token-weight}", "small.md, line 13");
    row("said outside a reply", "{token-count}", "{said}", "small.md, line 13");
    row("span not closed", "{token-count}", "{token-count", "small.md, line 13");
    row("strong not closed", "**see**", "**see", "small.md, line 13");
    row("value within strong", "**see**", "**see {token-count}**", "small.md, line 13");
    row("unknown condition", "- edited: changed", "- danced: changed", "small.md, line 16");
    row("condition without label", "- edited: changed", "- edited", "small.md, line 16");
    row("quote not closed", "lacks \"dog\"", "lacks \"dog", "small.md, line 17");
    row("act without conditions", "- edited: changed\n- lacks \"dog\": no dog\n", "",
        "small.md, line 15");
    row("prediction without truth", "- truth: token-count\n", "", "small.md, line 23");
    row("truth that is no count", "truth: token-count", "truth: sentence", "small.md, line 24");
    row("recall of nothing", "@recall 2", "@recall 1", "small.md, line 32");
    row("recall of later", "@recall 2", "@recall 9", "small.md, line 32");
    row("no right answer", "- right: that", "- wrong: that", "small.md, line 34");
    row("answer without reply", "that | Right.", "that", "small.md, line 36");
    row("offer without label", "@try \"The cat sleeps.\" A cat", "@try \"The cat sleeps.\"",
        "small.md, line 38");
    row("hint of nothing", "There are", "@hint x\nThere are", "small.md, line 13");
    row("text before a step", "# First", "Text\n# First", "small.md, line 10");
    row("heading below", "There are", "## There are", "small.md, line 13");
}

void LessonParserTest::faultsNameTheLine() {
    QFETCH(QString, find);
    QFETCH(QString, replace);
    QFETCH(QString, place);
    QString text = QString::fromUtf8(kLesson);
    const qsizetype at = text.indexOf(find);
    QVERIFY(at >= 0);
    text.replace(at, find.size(), replace);
    const auto lesson = parseLesson(text.toStdString(), "small.md");
    QVERIFY(lesson.failed());
    QCOMPARE(QString::fromStdString(lesson.problem().where), place);
    QVERIFY(!lesson.problem().what.empty());
    QVERIFY(!lesson.problem().advice.empty());
}

void LessonParserTest::limits() {
    const auto failsWith = [](const std::string& text) {
        const auto lesson = parseLesson(text, "big.md");
        return lesson.failed() ? lesson.problem().what : std::string();
    };
    QCOMPARE(failsWith(std::string(kMostLessonBytes + 1, 'a')),
             std::string("The lesson is too large"));
    QCOMPARE(failsWith("\xff"), std::string("The lesson is no UTF-8 text"));
    QCOMPARE(failsWith(std::string("a\0b", 3)), std::string("The lesson is no UTF-8 text"));
    QVERIFY(!failsWith(std::string(kLesson) + "\n" + std::string(5000, 'a')).empty());
    std::string steps(kLesson);
    for (std::size_t step = 0; step < kMostLessonSteps; ++step) {
        steps += "\n# More\n@view tokens\n";
    }
    QVERIFY(!failsWith(steps).empty());
    std::string blocks(kLesson);
    for (std::size_t block = 0; block < kMostStepBlocks; ++block) {
        blocks += "\nmore\n";
    }
    QVERIFY(!failsWith(blocks).empty());
}

void LessonParserTest::anythingEndsInALessonOrAProblem() {
    std::vector<std::string> corpus{kLesson};
    for (const char* name : {"typo-breaks-pieces.md", "follow-one-sentence.md"}) {
        QFile file(QStringLiteral(VITRINE_SOURCE_DIR "/resources/lessons/") +
                   QLatin1String(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        corpus.push_back(file.readAll().toStdString());
    }
    tests::Mutator mutator(tests::numberFromEnvironment("VITRINE_FUZZ_SEED", 7), corpus,
                           {"@act ", "- right: ", " | ", "{", "}", "**", "\"", "#2", "\n\n",
                            "@predict ", "@recall 99999999999999999999 ", "\n# ", "---\n", "\\"});
    int lessons = 0;
    const std::uint64_t count = tests::numberFromEnvironment("VITRINE_FUZZ_COUNT", 3000);
    for (std::uint64_t run = 0; run < count; ++run) {
        const auto lesson = parseLesson(mutator.next(), "fuzz.md");
        if (lesson.ok()) {
            ++lessons;
            QVERIFY(!lesson->steps.empty() && !lesson->id.empty());
        } else {
            QVERIFY(lesson.failed());
            QVERIFY(!lesson.problem().what.empty() && !lesson.problem().where.empty());
        }
    }
    QVERIFY(lessons > 0 && lessons < static_cast<int>(count)); // both ends were reached
}

QTEST_GUILESS_MAIN(LessonParserTest)
#include "lessonparser_test.moc"
