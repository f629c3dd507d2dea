#include "tests/app/vitrine/classroom.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/lessons/reader/stepview.h"
#include "widgets/lessons/strips/rowunfold.h"
#include "widgets/lessons/strips/stripview.h"
#include "widgets/lessons/strips/writingview.h"

#include <QTest>

#include <algorithm>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::bare;
using vitrine::tests::Classroom;

namespace {

widgets::LiveArgument word(const std::string& text) {
    return {.text = text, .quoted = true};
}

std::size_t placeOf(const Axis& axis, const std::string& label) {
    const auto found = std::ranges::find(axis.tokens, label, &AxisToken::label);
    return static_cast<std::size_t>(found - axis.tokens.begin());
}

int siteNamed(const engine::Trace& trace, const std::string& name) {
    const auto found = std::ranges::find(trace.sites(), name, &engine::Site::name);
    return static_cast<int>(found - trace.sites().begin());
}

} // namespace

void TranslationTest::lessonBringsItsModel() {
    Classroom room;
    QVERIFY(room.begin("write-a-translation"));
    const ModelEntry* model = room.fixture.document.state().currentModel();
    QVERIFY(model != nullptr);
    QCOMPARE(model->folder.filename(), std::filesystem::path("translator"));
    const engine::Trace& trace = room.fixture.trace();
    QCOMPARE(trace.axes().size(), std::size_t{2});
    QCOMPARE(trace.axes()[0].size(), std::size_t{6});
    // What the lesson itself brought about is not what the person did.
    QVERIFY(!room.course.done(0));
    const QString said = room.reader.view().spoken();
    QVERIFY2(said.contains(QStringLiteral("我是一个学生")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("I am a student")), qPrintable(said));
}

void TranslationTest::writesTokenByToken() {
    Classroom room;
    QVERIFY(room.begin("write-a-translation"));
    const widgets::WritingView& writing = room.live.writing();
    QVERIFY(room.live.current() == &writing);
    QStringList chosen;
    for (const widgets::WritingStep& step : writing.steps()) {
        chosen.append(step.chosen.piece);
        QCOMPARE(step.others.size(), std::size_t{4});
        QVERIFY(step.chosen.probability >= step.others.front().probability);
        QVERIFY(step.others[0].probability >= step.others[3].probability);
    }
    QCOMPARE(chosen, (QStringList{u"I"_qs, u"am"_qs, u"a"_qs, u"student"_qs, u"[EOS]"_qs}));
    QCOMPARE(writing.steps().front().after, u"[BOS]"_qs);
    QCOMPARE(writing.steps()[3].after, u"a"_qs);
    QCOMPARE(writing.rowLabel(3), u"after a"_qs);
    QVERIFY(writing.cellText(3, 0).startsWith(u"student "_qs));
    // Another sentence, another text.
    room.host.useSentence("她不是一个老师");
    QVERIFY(room.ready());
    QTRY_COMPARE(writing.steps().size(), std::size_t{6});
    QCOMPARE(writing.steps()[2].chosen.piece, u"not"_qs);
}

void TranslationTest::numbersAreThoseOfTheTrace() {
    Classroom room;
    QVERIFY(room.begin("write-a-translation"));
    const engine::Trace& trace = room.fixture.trace();
    const Axis& read = trace.axes()[0];
    const Axis& written = trace.axes()[1];
    const int cross = siteNamed(trace, "decoder.1.cross");
    const std::vector<float> row = trace.row({cross, 0}, placeOf(written, "a"));
    const auto weight =
        room.ask("weight", {bare("decoder.1.cross"), bare("0"), word("a"), word("学")});
    QVERIFY(weight.number.has_value());
    QVERIFY(std::abs(*weight.number - static_cast<double>(row[placeOf(read, "学")])) < 1e-6);
    const auto ahead =
        room.ask("weight", {bare("decoder.0.self"), bare("0"), word("a"), word("student")});
    QCOMPARE(ahead.number, std::optional<double>(0));
    // A word of the other text is none of this map's queries.
    const auto wrong =
        room.ask("weight", {bare("decoder.1.cross"), bare("0"), word("学"), word("学")});
    QVERIFY(!wrong.number.has_value());
    QVERIFY(!wrong.why.isEmpty());
}

void TranslationTest::everyStepIsLive() {
    Classroom room;
    QVERIFY(room.begin("write-a-translation"));
    const int steps = static_cast<int>(room.course.lesson()->steps.size());
    for (int step = 0; step < steps; ++step) {
        QVERIFY(room.ready());
        const QString said = room.reader.view().spoken();
        QVERIFY2(!said.contains(QStringLiteral("not in the sentence")), qPrintable(said));
        QVERIFY2(!said.contains(QStringLiteral("needs a model")), qPrintable(said));
        const std::string& view = room.host.view().name;
        const QWidget* page = room.live.current();
        if (view == "layer") {
            // In, attention, sum, norm, what it sees, sum, norm, inside, feed-forward, sum, norm.
            QVERIFY(page == &room.live.strips());
            QTRY_COMPARE(room.live.strips().strips().size(), std::size_t{11});
        } else if (view == "embedding") {
            QTRY_COMPARE(room.live.strips().strips().size(), std::size_t{3});
        } else if (view == "row") {
            QVERIFY(page == &room.live.unfold());
            QCOMPARE(room.live.unfold().row().keys.size(), std::size_t{6});
            QCOMPARE(room.live.unfold().row().query, u"a"_qs);
        } else if (view == "writing") {
            QVERIFY(page == &room.live.writing());
        }
        room.press(Qt::Key_Space);
    }
}
