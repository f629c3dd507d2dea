// The numbers that lessons show, against the traces of the window.

#include "core/study/compare.h"
#include "tests/app/vitrine/classroom.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/lessons/reader/stepview.h"
#include "widgets/lessons/strips/rowunfold.h"
#include "widgets/lessons/strips/stripview.h"

#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::bare;
using vitrine::tests::Classroom;
using vitrine::tests::indexOf;

namespace {

constexpr int kPatience = vitrine::tests::kLessonPatience;
constexpr double kShownDigits = 0.005; ///< weights are shown with two

widgets::LiveArgument quoted(const std::string& text, int nth = 1) {
    return {.text = text, .quoted = true, .nth = nth};
}

int siteOf(const engine::Trace& trace, const std::string& name) {
    const auto sites = trace.sites();
    return static_cast<int>(std::ranges::find(sites, name, &engine::Site::name) - sites.begin());
}

} // namespace

void LessonsTest::numbersAreThoseOfTheTrace() {
    Classroom room;
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
    Classroom room;
    QVERIFY(room.begin("typo-breaks-pieces"));
    QVERIFY(room.ask("changed", {bare("b")}).why.contains(QStringLiteral("first")));
    room.course.go(2);
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
    Classroom room;
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
