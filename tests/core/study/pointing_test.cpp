#include "core/study/pointing.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace vitrine;

namespace {

/// A class token and 2 × 2 patches of 10 pixels.
Axis fourPatches() {
    Axis axis{.name = "image", .tokens = {}};
    AxisToken classToken;
    classToken.kind = TokenKind::Class;
    axis.tokens.push_back(classToken);
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 2; ++column) {
            AxisToken patch;
            patch.kind = TokenKind::Patch;
            patch.box = {.x = 10.0F * static_cast<float>(column),
                         .y = 10.0F * static_cast<float>(row),
                         .width = 10,
                         .height = 10};
            axis.tokens.push_back(patch);
        }
    }
    return axis;
}

bool near(double found, double expected) {
    return std::abs(found - expected) < 1e-6;
}

} // namespace

class PointingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsWhatTheBoxCovers() {
        const Axis axis = fourPatches();
        const std::vector<float> weights{0.5F, 0.3F, 0.1F, 0.06F, 0.04F};
        QVERIFY(near(study::massInBox(axis, weights, {0, 0, 10, 10}), 0.6));
        QVERIFY(near(study::massInBox(axis, weights, {0, 0, 20, 20}), 1));
        // Half of the two upper patches.
        QVERIFY(near(study::massInBox(axis, weights, {5, 0, 10, 10}), 0.4));
        QVERIFY(near(study::massInBox(axis, weights, {}), 0));
    }

    void uniformWeightsGiveTheArea() {
        const Axis axis = fourPatches();
        const std::vector<float> weights(5, 0.2F);
        QVERIFY(near(study::massInBox(axis, weights, {3, 4, 11, 9}), 11.0 * 9 / 400));
    }

    void nothingOnPatches() {
        QVERIFY(near(study::massInBox(fourPatches(), std::vector<float>{1, 0, 0, 0, 0},
                                      {0, 0, 20, 20}),
                     0));
    }
};

QTEST_APPLESS_MAIN(PointingTest)
#include "pointing_test.moc"
