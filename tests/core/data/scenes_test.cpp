#include "core/data/scenes/scene.h"

#include <QTest>

#include <cmath>
#include <set>
#include <thread>
#include <vector>

using namespace vitrine;
using namespace vitrine::data;

namespace {

/// An opaque disc that fills the icon, of one colour.
Icon disc(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    constexpr std::size_t kSide = 96;
    std::vector<std::uint8_t> rgba(kSide * kSide * 4);
    for (std::size_t y = 0; y < kSide; ++y) {
        for (std::size_t x = 0; x < kSide; ++x) {
            const double dx = static_cast<double>(x) + 0.5 - 48;
            const double dy = static_cast<double>(y) + 0.5 - 48;
            std::uint8_t* pixel = &rgba[(y * kSide + x) * 4];
            pixel[0] = red;
            pixel[1] = green;
            pixel[2] = blue;
            pixel[3] = dx * dx + dy * dy < 48 * 48 ? 255 : 0;
        }
    }
    return iconOf(3, 1, kSide, rgba);
}

} // namespace

class ScenesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isAFunctionOfSeedNumberAndEpoch() {
        const Icon icon = disc(200, 30, 30);
        const Scene scene = composeScene(icon, 1, 5, 2);
        Scene again;
        std::thread([&] { again = composeScene(icon, 1, 5, 2); }).join();
        QVERIFY(again.picture == scene.picture);
        QVERIFY(again.object == scene.object);
        QVERIFY(composeScene(icon, 2, 5, 2).picture != scene.picture);
        QVERIFY(composeScene(icon, 1, 6, 2).picture != scene.picture);
        QVERIFY(composeScene(icon, 1, 5, 3).picture != scene.picture);
    }

    void theObjectIsWhereItsBoxSays() {
        const Icon icon = disc(255, 0, 0);
        const SceneOptions options{.mostTint = 0};
        for (int number = 0; number < 200; ++number) {
            const Scene scene = composeScene(icon, 7, number, 0, options);
            QCOMPARE(scene.label, 3);
            const Box& box = scene.object;
            QVERIFY(box.x >= 0 && box.y >= 0);
            QVERIFY(box.x + box.width <= 64 && box.y + box.height <= 64);
            // A disc keeps its size when it is turned: 0.45 to 0.85 of the picture.
            QVERIFY(box.width >= 0.45F * 64 - 2 && box.width <= 0.85F * 64 + 2);
            QVERIFY(std::abs(box.width - box.height) <= 1);
            const auto x = static_cast<std::size_t>(box.x + box.width / 2);
            const auto y = static_cast<std::size_t>(box.y + box.height / 2);
            const std::uint8_t* centre = &scene.picture.line(y)[x * 3];
            QCOMPARE(int(centre[0]), 255);
            QCOMPARE(int(centre[1]), 0);
        }
    }

    void placesAndGroundsDiffer() {
        const Icon icon = disc(0, 0, 0);
        std::set<int> lefts;
        std::set<int> corners;
        for (int number = 0; number < 100; ++number) {
            const Scene scene = composeScene(icon, 7, number, 0);
            lefts.insert(static_cast<int>(scene.object.x));
            corners.insert(scene.picture.line(0)[0]);
        }
        QVERIFY(lefts.size() > 15);
        QVERIFY(corners.size() > 50);
    }

    void anEmptyIconLeavesTheGround() {
        const Icon empty = iconOf(0, 0, 8, std::vector<std::uint8_t>(8 * 8 * 4));
        const Scene scene = composeScene(empty, 1, 1, 0);
        QVERIFY(scene.object == Box{});
    }

    void multipliesByAlpha() {
        const Icon icon = iconOf(0, 0, 1, std::vector<std::uint8_t>{200, 100, 50, 128});
        QVERIFY((icon.pixels == std::vector<std::uint8_t>{100, 50, 25, 128}));
        QVERIFY_EXCEPTION_THROWN((void)iconOf(0, 0, 2, std::vector<std::uint8_t>(4)),
                                 std::invalid_argument);
    }

    void speed() {
        const Icon icon = disc(10, 200, 30);
        std::int64_t number = 0;
        QBENCHMARK { (void)composeScene(icon, 1, number++, 0); }
    }
};

QTEST_APPLESS_MAIN(ScenesTest)
#include "scenes_test.moc"
