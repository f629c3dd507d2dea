#include "tests/widgets/attention/patches.h"

#include "widgets/attention/lens/quadrantlens.h"

#include <QTest>

#include <cmath>

using namespace vitrine;
using namespace vitrine::widgets;

class LensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesEqualANaiveLoop();
    void twoClassTokensCountAsOne();
    void aClickFiltersAndTakesBack();
    void keysChoose();
    void textsHaveNone();
};

namespace {

void checkMass(const engine::Trace& trace, const PatchGrid& grid) {
    const QuadrantMass mass = quadrantMassOf(trace, grid, {0, 0});
    double sums[2][2] = {};
    double counts[2] = {};
    for (std::size_t query = 0; query < grid.tokens(); ++query) {
        const std::vector<float> row = trace.row({0, 0}, query);
        const int from = grid.isPatch(query) ? 1 : 0;
        counts[from] += 1;
        for (std::size_t key = 0; key < grid.tokens(); ++key) {
            sums[from][grid.isPatch(key) ? 1 : 0] += static_cast<double>(row[key]);
        }
    }
    QVERIFY(std::abs(mass.classToClass - sums[0][0] / counts[0]) < 1e-6);
    QVERIFY(std::abs(mass.classToPatches - sums[0][1] / counts[0]) < 1e-6);
    QVERIFY(std::abs(mass.patchesToClass - sums[1][0] / counts[1]) < 1e-6);
    QVERIFY(std::abs(mass.patchesToPatches - sums[1][1] / counts[1]) < 1e-6);
}

} // namespace

void LensTest::sharesEqualANaiveLoop() {
    const auto picture = tests::pictureOfPatches(3, 4, {tests::randomHead(13, 5, 4)});
    checkMass(*picture->trace, PatchGrid(picture->trace->axes().front()));
}

void LensTest::twoClassTokensCountAsOne() {
    Axis axis = tests::patchAxis(2, 2, 8);
    AxisToken second = axis.tokens.front();
    second.label = "[DIST]";
    axis.tokens.insert(axis.tokens.begin() + 1, second);
    std::vector<tests::OracleTrace::Layer> layers(1);
    layers[0].heads = {tests::randomHead(6, 5, 9)};
    const tests::OracleTrace trace({}, axis, std::move(layers));
    const PatchGrid grid(axis);
    QCOMPARE(grid.others().size(), std::size_t{2});
    checkMass(trace, grid);
}

void LensTest::aClickFiltersAndTakesBack() {
    tests::Stage stage;
    QuadrantLens lens(stage.state);
    stage.state.setPicture(tests::pictureOfPatches(3, 4, {tests::randomHead(13, 5, 4)}));
    tests::show(lens, lens.sizeHint());
    const QPoint place = lens.cellRect(1, 0).center();
    QTest::mouseClick(&lens, Qt::LeftButton, {}, place);
    QCOMPARE(stage.state.selection().overlay.quadrant, Quadrant::PatchesToClass);
    QVERIFY(lens.cellText(1, 0).endsWith(QStringLiteral("chosen")));
    QVERIFY(tests::countOf(lens.grab().toImage(), lens.cellRect(1, 0),
                           lookOf(&lens).color(Token::Ink)) > 100);
    QTest::mouseClick(&lens, Qt::LeftButton, {}, place);
    QCOMPARE(stage.state.selection().overlay.quadrant, Quadrant::Row);
}

void LensTest::keysChoose() {
    tests::Stage stage;
    QuadrantLens lens(stage.state);
    stage.state.setPicture(tests::pictureOfPatches(3, 4, {tests::randomHead(13, 5, 4)}));
    tests::show(lens, lens.sizeHint());
    lens.setFocus();
    QTest::keyClick(&lens, Qt::Key_Down);
    QTest::keyClick(&lens, Qt::Key_Right);
    QTest::keyClick(&lens, Qt::Key_Return);
    QCOMPARE(stage.state.selection().overlay.quadrant, Quadrant::PatchesToPatches);
}

void LensTest::textsHaveNone() {
    tests::Stage stage;
    QuadrantLens lens(stage.state);
    stage.state.setPicture(tests::randomPicture("a text", 1, 1));
    QVERIFY(!lens.mass());
    QCOMPARE(lens.tableRows(), 0);
}

std::unique_ptr<QObject> makeLensTest() {
    return std::make_unique<LensTest>();
}

#include "lenstest.moc"
