#include "app/vitrine/window/attentionpage.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/input/sampleeditor.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

const widgets::PicturePointer& other(WindowFixture& fixture) {
    return fixture.session->attention().other();
}

} // namespace

void ComparingTest::differenceKeyComparesWithTheNeighbour() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.trigger(QStringLiteral("attention.difference"));
    QTRY_VERIFY(other(fixture) != nullptr);
    QVERIFY(other(fixture)->trace->sample().text.find("firsbee") != std::string::npos);
    fixture.trigger(QStringLiteral("attention.difference"));
    QVERIFY(other(fixture) == nullptr);
    fixture.trigger(QStringLiteral("edit.undo"));
    QTRY_VERIFY(other(fixture) != nullptr);
}

void ComparingTest::stripNamesBothSides() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.compareWith({Comparison::Kind::Sample, "typos"});
    QTRY_VERIFY(fixture.window->attentionPage().strip().comparing());
    fixture.document.compareWith({});
    QVERIFY(!fixture.window->attentionPage().strip().comparing());
    QVERIFY(fixture.window->attentionPage().strip().editor().isVisible());
}

void ComparingTest::swapTurnsThemRound() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.compareWith({Comparison::Kind::Sample, "typos"});
    QTRY_VERIFY(other(fixture) != nullptr);
    fixture.trigger(QStringLiteral("attention.swap"));
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.document.value().sample, std::string("typos"));
    QTRY_VERIFY(other(fixture) != nullptr &&
                other(fixture)->trace->sample().text.find("frisbee") != std::string::npos);
}

void ComparingTest::editingWhileComparingKeepsBoth() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.compareWith({Comparison::Kind::Sample, "typos"});
    QTRY_VERIFY(other(fixture) != nullptr);
    const auto before = other(fixture);
    fixture.document.editSample("The cat slept.", std::nullopt);
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.trace().sample().text, std::string("The cat slept."));
    QVERIFY(other(fixture) == before);
}

void ComparingTest::secondModel() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.document.addModel(fixture.miniLm("twin"));
    QVERIFY(fixture.settled());
    fixture.document.compareWith({Comparison::Kind::Model, "minilm"});
    QTRY_VERIFY(other(fixture) != nullptr);
    QCOMPARE(other(fixture)->model.name, std::string("MiniLM-L6"));
    fixture.document.editSample("Both models read this.", std::nullopt);
    QVERIFY(fixture.settled());
    QTRY_COMPARE(other(fixture)->trace->sample().text, std::string("Both models read this."));
}
