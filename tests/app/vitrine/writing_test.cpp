#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/textaxes.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/map/mapview.h"
#include "widgets/attention/pane/navigatorpane.h"
#include "widgets/attention/rows/pinnedrows.h"
#include "widgets/attention/state/labels.h"
#include "widgets/input/chiprow.h"
#include "widgets/input/samplestrip.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

std::filesystem::path letterModel() {
    return std::filesystem::path(VITRINE_SOURCE_DIR) / "tests/golden/neural/t5-tied";
}

/// The window with the T5 of the goldens, whose tokenizer knows letters alone, on a sample of its
/// own; `pair` is what it is to write.
bool startWriting(WindowFixture& fixture, const std::optional<std::string>& pair) {
    if (!fixture.start()) {
        return false;
    }
    fixture.document.addSample({.name = "letters", .text = "sth eat own hat", .pair = pair},
                               QStringLiteral("Add a sample"));
    fixture.document.addModel(letterModel());
    return QTest::qWaitFor(
        [&] {
            const engine::Trace* trace = fixture.session->attention().trace();
            return fixture.session->stage() == Stage::Done && trace != nullptr &&
                   trace->axes().size() == 2;
        },
        20'000);
}

int siteNamed(const engine::Trace& trace, const std::string& name) {
    const auto found = std::ranges::find(trace.sites(), name, &engine::Site::name);
    return static_cast<int>(found - trace.sites().begin());
}

} // namespace

void WritingTest::mapAcrossJoinsTheTexts() {
    WindowFixture fixture;
    QVERIFY(startWriting(fixture, "tea hat"));
    const engine::Trace& trace = fixture.trace();
    widgets::AttentionState& attention = fixture.session->attention();
    attention.openHead({.site = siteNamed(trace, "decoder.1.cross"), .head = 2});
    attention.selectCell(2, 5);
    QVERIFY(fixture.settled());
    QCOMPARE(attention.site()->name, std::string("decoder.1.cross"));
    QCOMPARE(trace.axes()[1].tokens[*attention.selectedQuery()].label, std::string("##e"));
    // The strip marks both: the key in the text, the query in what is written.
    const widgets::TokenMarks& marks = fixture.window->attentionPage().strip().chips().marks();
    QCOMPARE(marks.tokens.size(), trace.axes()[0].size() + trace.axes()[1].size());
    QCOMPARE(marks.key, std::optional<std::size_t>(5));
    QCOMPARE(marks.query, std::optional<std::size_t>(trace.axes()[0].size() + 2));
}

void WritingTest::sitesAreToldApart() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    QCOMPARE(widgets::siteLabel(fixture.trace(), 3), QStringLiteral("3")); // MiniLM
    QCOMPARE(widgets::siteWords(fixture.trace(), 3), QStringLiteral("layer 3"));
    QVERIFY(startWriting(fixture, std::nullopt));
    const engine::Trace& trace = fixture.trace();
    QStringList labels;
    for (int site = 0; site < static_cast<int>(trace.sites().size()); ++site) {
        labels.append(widgets::siteLabel(trace, site));
    }
    QCOMPARE(labels.join(u' '), QStringLiteral("e0 e1 d0 d0× d1 d1× d2 d2×"));
    QCOMPARE(widgets::siteWords(trace, 3), QStringLiteral("decoder.0.cross"));
    QCOMPARE(widgets::headName(trace, {.site = 5, .head = 2}), QStringLiteral("d1×·2"));
    const auto& grid = fixture.window->attentionPage().lab().navigator().grid();
    QCOMPARE(grid.rowLabel(7), QStringLiteral("decoder.2.cross"));
}

// The model is there before the window has a size, as when its folder is given at the start.
void WritingTest::pinnedRowsHaveTheirHeight() {
    WindowFixture fixture;
    fixture.document.addModel(letterModel());
    QVERIFY(fixture.start());
    const auto* rows = fixture.window->attentionPage().findChild<widgets::PinnedRows*>();
    QVERIFY(rows != nullptr);
    QTRY_VERIFY(rows->isVisible());
    QTRY_COMPARE(rows->height(), rows->heightForWidth(rows->width()));
}

// From one site to another of other axes: the cells go to the edge of the canvas, and no further.
void WritingTest::mapsFillTheirCanvas() {
    WindowFixture fixture;
    QVERIFY(startWriting(fixture, "tea hat"));
    widgets::AttentionState& attention = fixture.session->attention();
    for (const char* site : {"encoder.0.self", "decoder.0.cross", "decoder.1.self",
                             "decoder.1.cross", "encoder.1.self"}) {
        attention.openHead({.site = siteNamed(fixture.trace(), site), .head = 1});
        QVERIFY(fixture.settled());
        int seen = 0;
        for (const auto* map :
             fixture.window->attentionPage().findChildren<widgets::MapView*>()) {
            if (!map->isVisible()) {
                continue;
            }
            ++seen;
            const widgets::MapFrame frame = map->frame();
            const QRectF last = frame.rectOf(static_cast<std::size_t>(map->tableRows()) - 1,
                                             static_cast<std::size_t>(map->tableColumns()) - 1);
            QVERIFY2(std::abs(last.right() - frame.canvas.right()) <= 1 &&
                         std::abs(last.bottom() - frame.canvas.bottom()) <= 1,
                     site);
        }
        QCOMPARE(seen, 1);
    }
}

void WritingTest::ownTextIsNotMarkedAsTyped() {
    WindowFixture fixture;
    QVERIFY(startWriting(fixture, std::nullopt));
    const engine::Trace& trace = fixture.trace();
    QVERIFY(trace.sample().pair.has_value());
    QVERIFY(!fixture.sample().pair); // the document keeps what was typed
    QCOMPARE(fixture.window->attentionPage().strip().chips().marks().tokens,
             trace.axes()[0].tokens);
    const TextAxes axes(trace);
    QVERIFY(!axes.placeOf(1, 0));
    QCOMPARE(axes.tokenAt(0, 3), std::optional<std::size_t>(3));
}

void WritingTest::everyLabTakesIt() {
    WindowFixture fixture;
    QVERIFY(startWriting(fixture, std::nullopt));
    for (const LabId lab :
         {LabId::Tokens, LabId::Robustness, LabId::Lessons, LabId::Training, LabId::Attention}) {
        fixture.window->showLab(lab);
        QTest::qWait(300);
        QVERIFY(!fixture.window->grab().isNull());
    }
    QVERIFY(fixture.settled());
    QVERIFY(fixture.window->attentionPage().showsPicture());
}
