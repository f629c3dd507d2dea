#include "tests/widgets/robustness/fixture.h"

#include "widgets/foundation/colour/valuerange.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/robustness/says/answerfigure.h"
#include "widgets/robustness/says/sayspane.h"

#include <algorithm>

using namespace vitrine;
using namespace vitrine::widgets;
using namespace vitrine::tests;

namespace {

const Words* titleStarting(const QWidget& pane, const QString& start) {
    const QList<Words*> all = pane.findChildren<Words*>();
    const auto found = std::ranges::find_if(
        all, [&](const Words* words) { return words->text().startsWith(start); });
    return found == all.end() ? nullptr : *found;
}

} // namespace

/// What is painted has its room, at larger text too.
class RoomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersOfTheAxisFitAtLargerText();
    void titleOfTheCurveTakesAnotherLine();
    void aLowChartDropsItsMiddleNumber();
};

void RoomTest::numbersOfTheAxisFitAtLargerText() {
    LabFixture f;
    const AnswerScene scene{.low = -0.25, .high = 1};
    const QRectF area(0, 0, 300, 160);
    for (const double scale : {1.0, 1.5}) {
        Theme theme;
        theme.setTextScale(scale);
        const double room = answerPlot(area, scene, theme.look()).left() - area.left();
        QVERIFY(room > wordsWidth(boundText(scene.low), TextStyle::Small, theme.look()));
        QVERIFY(room > wordsWidth(boundText(0.375), TextStyle::Small, theme.look()));
    }
}

void RoomTest::titleOfTheCurveTakesAnotherLine() {
    LabFixture f({.answers = false});
    f.show({1000, 700});
    f.useModel();
    const SaysPane& says = *f.lab->parts().says;
    const Words* title = nullptr;
    QTRY_VERIFY((title = titleStarting(says, QStringLiteral("Cosine"))) != nullptr);
    const int words = title->fontMetrics().horizontalAdvance(title->text());
    QVERIFY(title->wordWrap() || title->contentsRect().width() >= words);
}

void RoomTest::aLowChartDropsItsMiddleNumber() {
    const LabFixture f;
    const AnswerScene scene{.low = 0, .high = 0.5};
    const Look& look = f.theme.look();
    const auto roomAt = [&](double height) {
        return answerPlot({0, 0, 300, height}, scene, look).left();
    };
    QVERIFY(roomAt(160) > roomAt(50)); // “0.25” is wider than “0.5”
}

std::unique_ptr<QObject> makeRoomTest() {
    return std::make_unique<RoomTest>();
}

#include "roomtest.moc"
