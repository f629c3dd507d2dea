#include "tests/widgets/attention/stage.h"
#include "widgets/attention/state/anchors.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <cmath>
#include <stdexcept>
#include <vector>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

/// An undo stack in small.
class Stack final : public SelectionEditor {
public:
    explicit Stack(AttentionState& state)
        : state_(state) {
        state.setEditor(this);
    }

    ~Stack() override { state_.setEditor(nullptr); }

    void edit(const AttentionSelection& after, SelectionChange, const QString& words) override {
        before.push_back(state_.selection());
        said.push_back(words);
        state_.setSelection(after);
    }

    void undo() {
        state_.setSelection(before.back());
        before.pop_back();
    }

    std::vector<AttentionSelection> before;
    std::vector<QString> said;

private:
    AttentionState& state_;
};

std::size_t tokenOf(const AttentionState& state, const std::string& label) {
    const auto& tokens = state.trace()->axes()[0].tokens;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        if (tokens[index].label == label) {
            return index;
        }
    }
    throw std::runtime_error("no token " + label);
}

} // namespace

class StateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anchorsFindTheirToken();
    void anchorsOfAddedTokens();
    void pinsSurviveAHeadALayerAndAnEditElsewhere();
    void anEditedAwayWordIsReported();
    void undoRestores();
    void lettersRunOut();
    void aPinIsDroppedFromTheLast();
    void anotherModelMovesToAHeadThatExists();
    void hoverComesBeforeTheSelection();
    void steppingStaysInside();
    void standingCountsRanksAndSums();
    void meanRowsAreTheMeanOfRows();
    void labels_data();
    void labels();
    void longLabelsAreCutBetweenCharacters();
};

void StateTest::anchorsFindTheirToken() {
    const Axis axis = tests::wordsAxis("the dog chased the dog");
    for (std::size_t index = 0; index < axis.size(); ++index) {
        QCOMPARE(indexOf(axis, anchorOf(axis, index)), std::optional(index));
    }
    // A token that grew covers the byte at which the old one began.
    QCOMPARE(indexOf(axis, {.segment = 0, .source = {5, 6}}), std::optional<std::size_t>(2));
    QCOMPARE(indexOf(axis, {.segment = 0, .source = {90, 91}}), std::optional<std::size_t>());
    QCOMPARE(indexOf(axis, {.segment = 1, .source = {0, 3}}), std::optional<std::size_t>());
}

void StateTest::anchorsOfAddedTokens() {
    const Axis shorter = tests::wordsAxis("one");
    const Axis longer = tests::wordsAxis("one two three");
    const TokenAnchor separator = anchorOf(shorter, 2);
    QCOMPARE(separator.added, 1);
    QCOMPARE(indexOf(longer, separator), std::optional<std::size_t>(4));
}

void StateTest::pinsSurviveAHeadALayerAndAnEditElsewhere() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    state.setPicture(tests::randomPicture("the dog chased the ball", 3, 4));
    state.openHead({1, 2});
    state.pinCell(tokenOf(state, "dog"), tokenOf(state, "ball"));
    QCOMPARE(state.selection().pins.size(), std::size_t{1});
    state.stepHead(1);
    state.stepLayer(1);
    QCOMPARE(state.selection().pins.size(), std::size_t{1});
    QCOMPARE(state.headOf(state.selection().pins[0]), std::optional(engine::HeadRef{1, 2}));

    const auto edited = tests::randomPicture("today the old dog slowly chased the ball", 3, 4);
    const CarriedSelection there =
        carried(state.selection(), state.trace()->sample(), edited->trace->sample());
    QVERIFY(there.lost.isEmpty());
    state.setPicture(edited, there.selection);
    const Pin& pin = state.selection().pins[0];
    const Axis& axis = state.trace()->axes()[0];
    QCOMPARE(indexOf(axis, *pin.query), std::optional(tokenOf(state, "dog")));
    QCOMPARE(indexOf(axis, *pin.key), std::optional(tokenOf(state, "ball")));
    QCOMPARE(state.selectedQuery(), std::optional(tokenOf(state, "dog")));
}

void StateTest::anEditedAwayWordIsReported() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    state.setPicture(tests::randomPicture("the dog chased the ball", 1, 2));
    state.pinCell(tokenOf(state, "dog"), tokenOf(state, "ball"));
    const auto edited = tests::randomPicture("the chased the ball", 1, 2);
    const CarriedSelection there =
        carried(state.selection(), state.trace()->sample(), edited->trace->sample());
    QCOMPARE(there.lost.size(), 1);
    QVERIFY(there.lost.first().contains(QStringLiteral("Pin A")));
    state.setPicture(edited, there.selection);
    QVERIFY(!state.selection().pins[0].query);
    QVERIFY(!state.selectedQuery());
    QCOMPARE(state.selection().pins.size(), std::size_t{1}); // the head stays pinned
}

void StateTest::undoRestores() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    Stack stack(state);
    state.setPicture(tests::randomPicture("one two three", 2, 3));
    const AttentionSelection first = state.selection();
    state.openPinned({1, 1});
    const AttentionSelection second = state.selection();
    state.setMapRange(RangePolicy::PerHead);
    QVERIFY(state.selection() != second);
    stack.undo();
    QCOMPARE(state.selection(), second);
    stack.undo();
    QCOMPARE(state.selection(), first);
    QCOMPARE(stack.said.front(), QStringLiteral("Pin head 1·1"));
    state.setMapRange(state.selection().mapRange);
    QVERIFY2(stack.before.empty(), "an edit that changes nothing is none");
}

void StateTest::lettersRunOut() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    state.setPicture(tests::randomPicture("one", 1, 9));
    QSignalSpy refused(&state, &AttentionState::refused);
    for (int head = 0; head < 8; ++head) {
        state.togglePin({0, head});
    }
    QCOMPARE(refused.count(), 0);
    state.togglePin({0, 8});
    QCOMPARE(refused.count(), 1);
    QCOMPARE(state.selection().pins.size(), std::size_t{8});
    state.togglePin({0, 3});
    state.togglePin({0, 8});
    QCOMPARE(state.pinOf({0, 8})->letter, 3); // the free letter is used again
}

void StateTest::aPinIsDroppedFromTheLast() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    state.setPicture(tests::randomPicture("one", 1, 3));
    state.togglePin({0, 2});
    state.togglePin({0, 0});
    state.dropLastPin();
    QVERIFY(state.pinOf({0, 2}) != nullptr);
    QVERIFY(state.pinOf({0, 0}) == nullptr);
}

void StateTest::anotherModelMovesToAHeadThatExists() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    state.setPicture(tests::randomPicture("one two", 6, 12));
    state.openHead({5, 11});
    state.setPicture(tests::randomPicture("one two", 2, 4));
    QVERIFY(state.selectedHead());
    QVERIFY(state.selectedHead()->head < 4);
    QVERIFY(state.selectedHead()->site < 2);
}

void StateTest::hoverComesBeforeTheSelection() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    state.setPicture(tests::randomPicture("one two three", 2, 2));
    state.openHead({0, 1});
    state.selectCell(1, 2);
    state.setHover({.site = "text.1.self", .head = 0, .query = {}, .key = {}});
    QCOMPARE(state.shownHead(), std::optional(engine::HeadRef{1, 0}));
    QCOMPARE(state.selectedHead(), std::optional(engine::HeadRef{0, 1}));
    QCOMPARE(state.shownQuery(), std::optional<std::size_t>(1));
    state.setHover({.site = {}, .head = 0, .query = 3, .key = {}});
    QCOMPARE(state.shownQuery(), std::optional<std::size_t>(3));
    QVERIFY(!state.shownKey());
    state.setHover({});
    QCOMPARE(state.shownKey(), std::optional<std::size_t>(2));
}

void StateTest::steppingStaysInside() {
    tests::Stage stage;
    AttentionState& state = stage.state;
    state.setPicture(tests::randomPicture("one", 2, 3));
    state.openHead({0, 0});
    state.stepHead(-1);
    state.stepLayer(-1);
    QCOMPARE(state.selectedHead(), std::optional(engine::HeadRef{0, 0}));
    state.stepLayer(9);
    state.stepHead(9);
    QCOMPARE(state.selectedHead(), std::optional(engine::HeadRef{1, 2}));
    state.openHead({1, kMeanHead});
    QCOMPARE(state.selectedHead()->head, kMeanHead);
    state.stepHead(-1);
    QCOMPARE(state.selectedHead(), std::optional(engine::HeadRef{1, 2}));
}

void StateTest::standingCountsRanksAndSums() {
    const std::vector<float> weights = {0.1F, 0.4F, 0.1F, 0.4F, 0.0F};
    const std::vector<bool> counted = {true, true, true, true, false};
    const Standing first = standingOf(weights, counted, 1);
    QCOMPARE(first.rank, std::size_t{1});
    QCOMPARE(first.count, std::size_t{4});
    const Standing third = standingOf(weights, counted, 0);
    QCOMPARE(third.rank, std::size_t{3});
    QVERIFY(std::abs(third.sum - 0.9) < 1e-6);
    QCOMPARE(strongest(weights, 3), (std::vector<std::size_t>{1, 3, 0}));
}

void StateTest::meanRowsAreTheMeanOfRows() {
    const auto picture = tests::randomPicture("one two three", 1, 3);
    const auto mean = rowOf(*picture->trace, {0, kMeanHead}, 1);
    for (std::size_t key = 0; key < mean.size(); ++key) {
        float sum = 0;
        for (int head = 0; head < 3; ++head) {
            sum += picture->trace->row({0, head}, 1)[key];
        }
        QVERIFY(std::abs(mean[key] - sum / 3) < 1e-6F);
    }
}

void StateTest::labels_data() {
    QTest::addColumn<std::string>("label");
    QTest::addColumn<QString>("shown");
    QTest::newRow("piece") << std::string("##bee") << QStringLiteral("##bee");
    QTest::newRow("byte-level blank") << std::string("Ġthe") << QStringLiteral("Ġthe");
    QTest::newRow("line break") << std::string("a\nb") << QStringLiteral("a↵b");
    QTest::newRow("control") << std::string("\x01") << QString(QChar(0x2401));
    QTest::newRow("emoji with joiner") << std::string("👩‍🚀") << QStringLiteral("👩‍🚀");
    QTest::newRow("right to left") << std::string("שלום")
                                   << QString(QChar(0x2068)) + QStringLiteral("שלום")
                                          + QString(QChar(0x2069));
    QTest::newRow("html is text") << std::string("<b>x</b>") << QStringLiteral("<b>x</b>");
}

void StateTest::labels() {
    QFETCH(std::string, label);
    QFETCH(QString, shown);
    QCOMPARE(labelOf({.label = label}), shown);
}

void StateTest::longLabelsAreCutBetweenCharacters() {
    std::string label;
    for (int i = 0; i < 250; ++i) {
        label += "😀";
    }
    for (int most = 5; most < 30; ++most) {
        const QString text = shortLabelOf({.label = label}, most);
        QVERIFY(text.size() <= most + 1);
        QVERIFY(text.isValidUtf16());
        QVERIFY(text.contains(QChar(0x2026)));
    }
}

std::unique_ptr<QObject> makeStateTest() {
    return std::make_unique<StateTest>();
}

#include "statetest.moc"
