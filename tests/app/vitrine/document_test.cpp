#include "app/vitrine/document/document.h"
#include "tests/app/vitrine/logictests.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::app;

namespace {

Workspace twoSamples() {
    Workspace workspace;
    workspace.samples = {{.id = "a", .sample = {.name = "A", .text = "one"}},
                         {.id = "b", .sample = {.name = "B", .text = "two"}}};
    workspace.models = {{.id = "m", .name = "M", .folder = "/m"},
                        {.id = "n", .name = "N", .folder = "/n"}};
    workspace.sample = "a";
    workspace.model = "m";
    return workspace;
}

} // namespace

void DocumentTest::editingMakesAChildOnce() {
    Document document;
    document.reset(twoSamples());
    document.editSample("one more", std::nullopt);
    QCOMPARE(document.value().samples.size(), std::size_t{3});
    const SampleEntry& child = document.value().samples[1];
    QCOMPARE(child.parent, std::string("a"));
    QCOMPARE(child.sample.text, std::string("one more"));
    QCOMPARE(document.value().sample, child.id);
    QCOMPARE(findSample(document.value(), "a")->sample.text, std::string("one"));
    document.editSample("one more time", std::nullopt);
    QCOMPARE(document.value().samples.size(), std::size_t{3});
}

void DocumentTest::typingIsOneStep() {
    Document document;
    document.reset(twoSamples());
    document.addSample({}, QStringLiteral("add"));
    const int before = document.undo().count();
    for (const char* text : {"h", "he", "hel", "hell", "hello"}) {
        document.editSample(text, std::nullopt);
    }
    QCOMPARE(document.undo().count(), before + 1);
    document.undo().undo();
    QCOMPARE(document.state().currentSample()->sample.text, std::string());
    document.undo().redo();
    QCOMPARE(document.state().currentSample()->sample.text, std::string("hello"));
}

void DocumentTest::firstEditAndTypingAreOneStep() {
    Document document;
    document.reset(twoSamples());
    for (const char* text : {"one!", "one!!", "one!!!"}) {
        document.editSample(text, std::nullopt);
    }
    QCOMPARE(document.undo().count(), 1);
    const Workspace edited = document.value();
    document.undo().undo();
    QVERIFY(document.value() == twoSamples());
    document.undo().redo();
    QVERIFY(document.value() == edited);
    QCOMPARE(document.state().currentSample()->sample.text, std::string("one!!!"));
}

void DocumentTest::undoTakesBackEverything() {
    Document document;
    const Workspace start = twoSamples();
    document.reset(start);
    document.editSample("changed", std::string("pair"));
    document.renameSample(document.value().sample, "mine");
    document.chooseSample("b");
    document.addModel("/third");
    document.addTokenizer("/cache/gpt2");
    document.compareWith({Comparison::Kind::Sample, "a"});
    widgets::AttentionSelection selection = document.value().selection;
    selection.head = 3;
    document.edit(selection, widgets::SelectionChange::Head, QStringLiteral("open"));
    document.editRobustness({.severity = 2}, widgets::ChoiceChange::Severity,
                            QStringLiteral("turn"));
    document.chooseLabels("mood");
    document.removeSample("b");
    const Workspace end = document.value();
    QVERIFY(!(end == start));
    while (document.undo().canUndo()) {
        document.undo().undo();
    }
    QVERIFY(document.value() == start);
    while (document.undo().canRedo()) {
        document.undo().redo();
    }
    QVERIFY(document.value() == end);
}

void DocumentTest::removingASampleGoesToItsNeighbour() {
    Document document;
    document.reset(twoSamples());
    document.removeSample("a");
    QCOMPARE(document.value().sample, std::string("b"));
    document.removeSample("b");
    QCOMPARE(document.value().sample, std::string());
    QVERIFY(document.state().currentSample() == nullptr);
    document.undo().undo();
    QCOMPARE(document.value().sample, std::string("b"));
}

void DocumentTest::removingWhatIsComparedEndsTheComparison() {
    Document document;
    document.reset(twoSamples());
    document.compareWith({Comparison::Kind::Model, "n"});
    document.removeModel("n");
    QVERIFY(document.value().comparison.kind == Comparison::Kind::None);
    document.undo().undo();
    QCOMPARE(document.value().comparison.id, std::string("n"));
}

void DocumentTest::oneFolderIsOneModel() {
    Document document;
    document.reset(twoSamples());
    document.addModel("/n");
    QCOMPARE(document.value().models.size(), std::size_t{2});
    QCOMPARE(document.value().model, std::string("n"));
}

void DocumentTest::swapsAAndB() {
    Document document;
    document.reset(twoSamples());
    document.compareWith({Comparison::Kind::Sample, "b"});
    document.swapCompared();
    QCOMPARE(document.value().sample, std::string("b"));
    QCOMPARE(document.value().comparison.id, std::string("a"));
    document.undo().undo();
    QCOMPARE(document.value().sample, std::string("a"));
}

void DocumentTest::selectionEditsMergeByKind() {
    Document document;
    document.reset(twoSamples());
    const auto edit = [&](int head, widgets::SelectionChange kind) {
        widgets::AttentionSelection selection = document.value().selection;
        selection.head = head;
        document.edit(selection, kind, QStringLiteral("edit"));
    };
    edit(1, widgets::SelectionChange::Head);
    edit(2, widgets::SelectionChange::Head);
    QCOMPARE(document.undo().count(), 1);
    edit(3, widgets::SelectionChange::Pins);
    QCOMPARE(document.undo().count(), 2);
}

void DocumentTest::picturesAndFramesAreUndone() {
    Document document;
    document.addMedia("clip", {.kind = MediaSource::Kind::Clip, .file = "/a/clip.mp4"},
                      QStringLiteral("open"));
    const std::string id = document.value().sample;
    const auto frames = [&] { return findSample(document.value(), id)->media.frames; };
    document.setClipFrames(id, 1000);
    QCOMPARE(frames(), MediaSource::kMostFrames);
    document.undo().undo();
    QCOMPARE(frames(), MediaSource::kUsualFrames);
    document.editSample("a picture has no text", std::nullopt);
    QVERIFY(document.state().currentSample()->sample.text.empty());
    document.undo().undo();
    QVERIFY(document.value().samples.empty());
    document.undo().redo();
    QCOMPARE(document.state().currentSample()->media.file, std::filesystem::path("/a/clip.mp4"));
}

void DocumentTest::chainEditsAreStepsAndTurnsOfTheDialMerge() {
    Document document;
    document.reset(twoSamples());
    const auto edit = [&](double severity, std::size_t stages, widgets::ChoiceChange kind) {
        widgets::RobustnessChoice choice = document.value().robustness;
        choice.severity = severity;
        choice.chain.stages.resize(stages, {.kind = "char.swap"});
        document.editRobustness(choice, kind, QStringLiteral("edit"));
    };
    for (const double severity : {0.1, 0.2, 0.3}) {
        edit(severity, 0, widgets::ChoiceChange::Severity);
    }
    QCOMPARE(document.undo().count(), 1);
    edit(0.3, 1, widgets::ChoiceChange::Chain);
    edit(0.3, 2, widgets::ChoiceChange::Chain);
    QCOMPARE(document.undo().count(), 3);
    document.undo().undo();
    QCOMPARE(document.value().robustness.chain.stages.size(), std::size_t{1});
    document.undo().undo();
    QCOMPARE(document.value().robustness.severity, 0.3);
    document.undo().undo();
    QVERIFY(document.value() == twoSamples());
}

void DocumentTest::aChildKeepsItsLabels() {
    Document document;
    document.reset(twoSamples());
    document.chooseLabels("mood");
    document.editSample("one more", std::nullopt);
    QCOMPARE(document.state().currentSample()->labels, std::string("mood"));
    QVERIFY(document.state().currentSample()->id != "a");
}
