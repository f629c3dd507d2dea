#include "plugins/pictures/brightness.h"
#include "plugins/pictures/defocusblur.h"
#include "plugins/pictures/gaussiannoise.h"
#include "plugins/pictures/jpeg.h"
#include "plugins/pictures/normals.h"
#include "tests/plugins/pictures/referencepicture.h"

#include <QTest>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <stop_token>
#include <optional>
#include <thread>
#include <vector>

using namespace vitrine;
using namespace vitrine::pictures;
using namespace vitrine::perturb;
using namespace vitrine::tests;

/// The definitions of the robustness specification, section 5.4, computed slowly, and the properties
/// of section 14.
class PicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void normalsAreThoseOfTheDefinition();
    void noiseByDefinition();
    void noiseIsNested();
    void defocusByDefinition_data();
    void defocusByDefinition();
    void brightnessByDefinition();
    void constantPicturesStayConstant();
    void sizes();
    void edges_data();
    void edges();
    void properties();
    void cancels();
};

namespace {

struct Kinds {
    GaussianNoise noise;
    DefocusBlur blur;
    Brightness brightness;
    Jpeg jpeg;
    std::array<const PictureKind*, 4> all{&noise, &blur, &brightness, &jpeg};
};

Sample sampleOf(Image picture) {
    return {.name = "picture", .picture = std::make_shared<const Image>(std::move(picture))};
}

std::size_t mirrored(long place, std::size_t count) {
    const long last = static_cast<long>(count) - 1;
    while (last > 0 && (place < 0 || place > last)) {
        place = place < 0 ? -place : 2 * last - place;
    }
    return last == 0 ? 0 : static_cast<std::size_t>(place);
}

/// The whole kernel of the definition, [side × side].
std::vector<double> slowKernel(double radius, double smoothing, long reach) {
    const long side = 2 * reach + 1;
    std::vector<double> disc(static_cast<std::size_t>(side * side));
    double sum = 0;
    for (long y = -reach; y <= reach; ++y) {
        for (long x = -reach; x <= reach; ++x) {
            const bool inside = static_cast<double>(x * x + y * y) <= radius * radius;
            disc[static_cast<std::size_t>((y + reach) * side + x + reach)] = inside ? 1 : 0;
            sum += inside ? 1 : 0;
        }
    }
    const long half = radius <= 8 ? 1 : 2;
    std::vector<double> taps;
    double all = 0;
    for (long i = -half; i <= half; ++i) {
        taps.push_back(std::exp(-static_cast<double>(i * i) / (2 * smoothing * smoothing)));
        all += taps.back();
    }
    std::vector<double> kernel(disc.size());
    for (long y = 0; y < side; ++y) {
        for (long x = 0; x < side; ++x) {
            for (long i = -half; i <= half; ++i) {
                for (long j = -half; j <= half; ++j) {
                    const auto from = mirrored(y + i, static_cast<std::size_t>(side)) *
                                          static_cast<std::size_t>(side) +
                                      mirrored(x + j, static_cast<std::size_t>(side));
                    kernel[static_cast<std::size_t>(y * side + x)] +=
                        disc[from] / sum * taps[static_cast<std::size_t>(i + half)] / all *
                        taps[static_cast<std::size_t>(j + half)] / all;
                }
            }
        }
    }
    return kernel;
}

double slowSum(const Image& picture, const std::vector<double>& kernel, long reach, long y, long x,
               std::size_t channel) {
    double sum = 0;
    for (long dy = -reach; dy <= reach; ++dy) {
        for (long dx = -reach; dx <= reach; ++dx) {
            const std::size_t row = mirrored(y + dy, picture.height());
            const std::size_t column = mirrored(x + dx, picture.width());
            sum += kernel[static_cast<std::size_t>((dy + reach) * (2 * reach + 1) + dx + reach)] *
                   picture.line(row)[column * 3 + channel];
        }
    }
    return sum;
}

} // namespace

void PicturesTest::normalsAreThoseOfTheDefinition() {
    double worst = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const DrawField field(DrawKey(seed, "picture.gaussian_noise"), 0);
        std::array<float, kNormalsAtOnce> found{};
        normals(field, 128, found);
        for (std::uint32_t block = 0; block < kNormalsAtOnce / 4; ++block) {
            const auto words = field.block(128 + block);
            const auto [a, b] = normalsOf(words[0], words[1]);
            const auto [c, d] = normalsOf(words[2], words[3]);
            const std::array expected{a, b, c, d};
            for (std::size_t i = 0; i < expected.size(); ++i) {
                const double error =
                    std::abs(static_cast<double>(found[block * 4 + i]) - expected[i]);
                worst = std::max(worst, error);
            }
        }
    }
    // A radius near 0 is the root of a number known to 6e-8.
    QVERIFY2(worst < 2e-4, qPrintable(QString::number(worst)));
    const DrawField known(DrawKey(1, "picture.gaussian_noise"), 0);
    std::array<float, kNormalsAtOnce> found{};
    normals(known, 0, found);
    const std::array expected{-0.788191F, 0.905265F, -0.315596F, -0.351847F};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QVERIFY(std::abs(found[i] - expected[i]) < 2e-6F);
    }
}

void PicturesTest::noiseByDefinition() {
    const Image picture = noisyPicture(37, 21, 1);
    const GaussianNoise kind;
    const Setting setting{.severity = 2, .seed = 5, .example = 9, .parameters = {{"sigma", 0.1}}};
    const auto result = perturb::perturb(kind, sampleOf(picture), setting);
    const DrawField field(drawKeyOf(kind.record(), setting), 0);
    int different = 0;
    for (std::size_t e = 0; e < picture.pixels().size(); ++e) {
        const auto words = field.block(static_cast<std::uint32_t>(e / 4));
        const auto pair = normalsOf(words[e % 4 / 2 * 2], words[e % 4 / 2 * 2 + 1]);
        const double value =
            picture.pixels()[e] + 25.5 * (e % 2 == 0 ? pair.first : pair.second);
        const auto expected = static_cast<int>(std::clamp(value, 0.0, 255.0));
        const int found = result->sample.picture->pixels()[e];
        QVERIFY(std::abs(found - expected) <= 1);
        different += found == expected ? 0 : 1;
    }
    // Cutting to whole numbers, a value within 1/1024 below one may go either way.
    QVERIFY2(different <= 9, qPrintable(QString::number(different)));
}

void PicturesTest::noiseIsNested() {
    const Image gray(40, 40, 128);
    const GaussianNoise kind;
    const auto at = [&](double severity) {
        return *perturb::perturb(kind, sampleOf(gray), {.severity = severity, .seed = 3})
                    ->sample.picture;
    };
    const Image weak = at(1);
    const Image strong = at(4);
    for (std::size_t i = 0; i < weak.pixels().size(); ++i) {
        const int a = weak.pixels()[i] - 128;
        const int b = strong.pixels()[i] - 128;
        QVERIFY(a >= 0 ? b >= a : b <= a);
    }
}

void PicturesTest::defocusByDefinition_data() {
    QTest::addColumn<double>("radius");
    QTest::addColumn<double>("smoothing");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("small") << 0.3 << 0.4 << 32 << 32;
    QTest::newRow("three") << 3.0 << 0.1 << 31 << 33;
    QTest::newRow("eight touches the grid's border") << 8.0 << 0.5 << 40 << 20;
    QTest::newRow("ten") << 10.0 << 0.5 << 25 << 25;
    QTest::newRow("fraction") << 12.5 << 1.0 << 30 << 28;
    QTest::newRow("larger than the picture") << 6.0 << 0.5 << 4 << 3;
    QTest::newRow("one pixel") << 6.0 << 0.5 << 1 << 1;
}

void PicturesTest::defocusByDefinition() {
    QFETCH(double, radius);
    QFETCH(double, smoothing);
    QFETCH(int, width);
    QFETCH(int, height);
    const Image picture =
        noisyPicture(static_cast<std::size_t>(width), static_cast<std::size_t>(height), 2);
    const auto result =
        perturb::perturb(DefocusBlur(), sampleOf(picture),
                         {.severity = 1,
                          .parameters = {{"radius", radius},
                                         {"smoothing", smoothing},
                                         {"scaling", "native"}}});
    const long reach = radius <= 8 ? 8 : static_cast<long>(std::ceil(radius));
    const auto kernel = slowKernel(radius, smoothing, reach);
    for (long y = 0; y < height; ++y) {
        for (long x = 0; x < width; ++x) {
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const double expected = slowSum(picture, kernel, reach, y, x, channel);
                const int found = result->sample.picture->line(
                    static_cast<std::size_t>(y))[static_cast<std::size_t>(x) * 3 + channel];
                QVERIFY2(found <= expected + 0.002 && found > expected - 1,
                         qPrintable(QStringLiteral("%1 for %2").arg(found).arg(expected)));
            }
        }
    }
}

void PicturesTest::brightnessByDefinition() {
    const Image picture = noisyPicture(33, 31, 3);
    const auto result = perturb::perturb(Brightness(), sampleOf(picture),
                                         {.severity = 1, .parameters = {{"amount", 0.3}}});
    for (std::size_t i = 0; i < picture.pixels().size(); i += 3) {
        const auto* in = picture.pixels().data() + i;
        // Hexcone: hue by thirds, saturation (V − least) ÷ V, value V.
        const double value = std::max({in[0], in[1], in[2]}) / 255.0;
        const double brighter = std::min(value + 0.3, 1.0);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            const double share = value > 0 ? in[channel] / 255.0 / value : 1;
            const double expected = share * brighter * 255;
            const int found = result->sample.picture->pixels()[i + channel];
            QVERIFY(found <= expected + 0.002 && found > expected - 1);
        }
    }
}

void PicturesTest::constantPicturesStayConstant() {
    // A disc that stays inside its grid; at the border of the grid smoothing takes some of its weight.
    for (const int value : {0, 1, 127, 128, 254, 255}) {
        const Image picture(50, 40, static_cast<std::uint8_t>(value));
        const auto result =
            perturb::perturb(DefocusBlur(), sampleOf(picture),
                             {.severity = 3, .parameters = {{"sizes", "large224"},
                                                            {"scaling", "native"}}});
        QVERIFY(result.ok());
        QVERIFY2(result->effect == Effect::Unchanged, qPrintable(QString::number(value)));
    }
}

void PicturesTest::sizes() {
    const auto preset = [](std::size_t width, std::size_t height) {
        return QByteArray::fromStdString(sizingFor(Image(width, height), {}).preset);
    };
    QCOMPARE(preset(48, 900), QByteArray("small32"));
    QCOMPARE(preset(49, 49), QByteArray("small64"));
    QCOMPARE(preset(128, 128), QByteArray("small64"));
    QCOMPARE(preset(224, 129), QByteArray("large224"));
    const Sizing twice = sizingFor(Image(448, 600), {});
    QCOMPARE(twice.length(3), 6.0);
    QCOMPARE(twice.length(.5), 1.0);
    QCOMPARE(sizingFor(Image(200, 200), {}).length(1), 1.0);
    const Sizing native =
        sizingFor(Image(448, 600), {.parameters = {{"scaling", "native"}}});
    QCOMPARE(native.length(3), 3.0);
    const Sizing forced = sizingFor(Image(32, 32), {.parameters = {{"sizes", "large224"}}});
    QCOMPARE(QByteArray::fromStdString(forced.preset), QByteArray("large224"));
    QCOMPARE(forced.length(3), 1.0);
}

void PicturesTest::edges_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("1 x 1") << 1 << 1;
    QTest::newRow("1 x 500") << 1 << 500;
    QTest::newRow("500 x 1") << 500 << 1;
    QTest::newRow("31 x 33") << 31 << 33;
    QTest::newRow("1333 x 1000") << 1333 << 1000;
}

void PicturesTest::edges() {
    QFETCH(int, width);
    QFETCH(int, height);
    const Sample sample = sampleOf(
        noisyPicture(static_cast<std::size_t>(width), static_cast<std::size_t>(height), 4));
    for (const PictureKind* kind : Kinds().all) {
        const auto result = perturb::perturb(*kind, sample, {.severity = 5, .seed = 1});
        QVERIFY(result.ok());
        QCOMPARE(result->sample.picture->width(), sample.picture->width());
        QCOMPARE(result->sample.picture->height(), sample.picture->height());
    }
    for (const PictureKind* kind : Kinds().all) {
        QVERIFY(perturb::perturb(*kind, {}, {.severity = 1}).failed());
        QVERIFY(perturb::perturb(*kind, sampleOf(Image()), {.severity = 1}).failed());
    }
}

void PicturesTest::properties() {
    const Kinds kinds;
    for (std::uint64_t round = 0; round < 250; ++round) {
        const Sample sample = sampleOf(noisyPicture(5 + round % 60, 3 + round * 7 % 50, round));
        const Image before = *sample.picture;
        for (const PictureKind* kind : kinds.all) {
            const double severity = static_cast<double>(round % 51) / 10;
            const Setting setting{.severity = severity, .seed = round};
            const auto result = perturb::perturb(*kind, sample, setting);
            QVERIFY(result.ok());
            QVERIFY(*sample.picture == before);
            QVERIFY(severity > 0 || *result->sample.picture == before);
            Image again;
            std::jthread([&] {
                again = *perturb::perturb(*kind, sample, setting)->sample.picture;
            }).join();
            QVERIFY(again == *result->sample.picture);
            if (kind->record().random && severity > 1) {
                const auto other = perturb::perturb(*kind, sample,
                                                    {.severity = severity, .seed = round + 999});
                QVERIFY(*other->sample.picture != *result->sample.picture);
            }
        }
    }
}

namespace {

/// Milliseconds from the wish to stop to the end of the work; nothing if it was not cancelled.
std::optional<double> cancelTime(const PictureKind& kind, const Sample& sample) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point stopped;
    bool cancelled = false;
    {
        const std::jthread canceller([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(60));
            stopped = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        cancelled =
            perturb::perturb(kind, sample, {.severity = 5}, Tick(stop.get_token())).cancelled();
    }
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - stopped;
    return cancelled ? std::optional(took.count()) : std::nullopt;
}

} // namespace

/// The quickest of five counts: another program may hold the core in between.
void PicturesTest::cancels() {
    const Sample sample = sampleOf(Image(6000, 5000, 100));
    const Kinds kinds;
    for (const PictureKind* kind : {kinds.all[0], kinds.all[1]}) {
        double quickest = 1e9;
        for (int attempt = 0; attempt < 5 && quickest >= 100; ++attempt) {
            const auto took = cancelTime(*kind, sample);
            QVERIFY(took.has_value());
            quickest = std::min(quickest, *took);
        }
        QVERIFY2(quickest < 100, qPrintable(QString::number(quickest)));
    }
}

QTEST_APPLESS_MAIN(PicturesTest)
#include "pictures_test.moc"
