#include "tests/widgets/attention/patches.h"

#include "core/analysis/rollout.h"
#include "widgets/attention/export/overlaycsv.h"
#include "widgets/attention/grid/thumbnails.h"
#include "widgets/attention/number/strongestkeys.h"
#include "widgets/attention/numberpanel.h"
#include "widgets/attention/overlay/outlines.h"
#include "widgets/attention/overlay/pictureoverlay.h"
#include "widgets/foundation/figure/export.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/paint/words.h"

#include <QMouseEvent>
#include <QTest>

#include <cmath>

using namespace vitrine;
using namespace vitrine::widgets;

class OverlayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colourComesBackWhereTheWeightIs();
    void fadesTowardsThePage();
    void tintKeepsTheLuminance();
    void outlinesEncloseTheirShare();
    void theClassTokenAsksUntilAPatchIsClicked();
    void hoverReadsTheRecomputedWeight();
    void altShowsWhoLooks();
    void quadrantsFilter();
    void rolloutEqualsTheProduct();
    void undefinedWeightsAreCrossed();
    void thumbnailsAreLittlePictures();
    void inspectorSaysWhereThePatchIs();
    void patchesAreFoundAgainByTheirPlace();
    void exportsHoldTheNumbers();
    void aTextHasNoPictureForm();
};

namespace {

constexpr int kRows = 3;
constexpr int kColumns = 4;
constexpr std::size_t kTokens = 1 + kRows * kColumns;

std::size_t tokenAt(int row, int column) {
    return static_cast<std::size_t>(1 + row * kColumns + column);
}

// [CLS] looks at patch (1, 2), patch i at patch i + 1.
std::shared_ptr<const study::TracePicture> lookingPicture() {
    return tests::pictureOfPatches(
        kRows, kColumns,
        {tests::lookingAt(kTokens, 6, [](std::size_t query) {
            return query == 0 ? tokenAt(1, 2) : std::min(query + 1, kTokens - 1);
        })});
}

struct OverlayFixture : tests::Stage {
    explicit OverlayFixture(bool dark = false)
        : Stage(dark)
        , overlay(state, worker) {
        state.setPicture(lookingPicture());
        tests::show(overlay, {480, 520});
    }

    QImage shot() { return overlay.grab().toImage(); }

    QPoint middleOf(std::size_t token) { return overlay.patchRect(token).center().toPoint(); }

    // How far from grey the middle of a patch is.
    int colourOf(const QImage& image, std::size_t token) {
        const QColor color = image.pixelColor(middleOf(token) + QPoint(9, 9));
        return color.green() - color.red();
    }

    PictureOverlay overlay;
};

/// Pixels of about a hue, whatever they are mixed with: a line of 1.5 px lets its casing through.
int hueCount(const QImage& image, const QRect& area, const QColor& colour) {
    constexpr int kWithin = 8;        // degrees
    constexpr int kColourful = 90;    // of 255: greys have no hue
    int count = 0;
    const QRect inside = area.intersected(image.rect());
    for (int y = inside.top(); y <= inside.bottom(); ++y) {
        for (int x = inside.left(); x <= inside.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int apart = std::abs(pixel.hsvHue() - colour.hsvHue());
            count += pixel.hsvSaturation() > kColourful && std::min(apart, 360 - apart) <= kWithin;
        }
    }
    return count;
}

} // namespace

void OverlayTest::colourComesBackWhereTheWeightIs() {
    OverlayFixture fixture;
    const QImage image = fixture.shot();
    const std::vector<float> row = fixture.state.trace()->row({0, 0}, 0);
    std::size_t most = 1;
    for (std::size_t token = 1; token < kTokens; ++token) {
        most = fixture.colourOf(image, token) > fixture.colourOf(image, most) ? token : most;
    }
    QCOMPARE(most, tokenAt(1, 2));
    QCOMPARE(static_cast<std::size_t>(std::ranges::max_element(row) - row.begin()), most);
    // √(w / max) of the way from grey to the photograph's own colour.
    const double weak = std::sqrt(static_cast<double>(row[1] / row[most]));
    QVERIFY(std::abs(fixture.colourOf(image, most) - 160) <= 2);
    QVERIFY(std::abs(fixture.colourOf(image, 1) - 160 * weak) <= 3);
}

void OverlayTest::fadesTowardsThePage() {
    // A weight of nearly nothing: pale on light, dark on dark.
    const auto weakest = [](bool dark) {
        OverlayFixture fixture(dark);
        return fixture.shot().pixelColor(fixture.middleOf(1) + QPoint(9, 9)).lightness();
    };
    const int pale = weakest(/*dark=*/false);
    const int dim = weakest(/*dark=*/true);
    QVERIFY2(pale > 140, qPrintable(QString::number(pale)));
    QVERIFY2(dim < 90, qPrintable(QString::number(dim)));
}

void OverlayTest::tintKeepsTheLuminance() {
    OverlayFixture fixture;
    OverlayChoice overlay;
    overlay.mode = OverlayMode::Tint;
    overlay.lines = OverlayLines::None;
    fixture.state.setOverlay(overlay);
    const QImage image = fixture.shot();
    const QRgb tinted = image.pixel(fixture.middleOf(tokenAt(1, 2)) + QPoint(9, 9));
    QVERIFY(qRed(tinted) > qGreen(tinted)); // the key hue over green
    QVERIFY(std::abs(qGray(tinted) - qGray(qRgb(40, 200, 60))) <= 3);
}

void OverlayTest::outlinesEncloseTheirShare() {
    const std::vector<float> weights{0.1F, 0.4F, 0.05F, 0.3F, 0.15F, 0};
    QCOMPARE(massSet(weights, 0.5), (std::vector<bool>{false, true, false, true, false, false}));
    QCOMPARE(massSet(weights, 0.8), (std::vector<bool>{false, true, false, true, true, false}));
    QCOMPARE(massSet(weights, 1.0), (std::vector<bool>{true, true, true, true, true, false}));
    QCOMPARE(massSet(std::vector<float>{0, 0}, 0.5), (std::vector<bool>{false, false}));
    // Two neighbours of 3 × 4: one outline of 6 patch sides in 4 straight runs.
    const PatchGrid grid(tests::patchAxis(kRows, kColumns, 8));
    std::vector<bool> set(12, false);
    set[5] = set[6] = true;
    const QPainterPath path =
        outlineOf(grid, set, [&](std::size_t token) { return grid.box(token); });
    QCOMPARE(path.boundingRect(), QRectF(8, 8, 16, 8));
    QCOMPARE(path.length(), 48.0);
    QCOMPARE(path.elementCount(), 8);
}

void OverlayTest::theClassTokenAsksUntilAPatchIsClicked() {
    OverlayFixture fixture;
    QCOMPARE(fixture.state.selectedQuery().value_or(99), std::size_t{0});
    QVERIFY(fixture.overlay.scene()->title.contains(QStringLiteral("[CLS]")));
    QTest::mouseClick(&fixture.overlay, Qt::LeftButton, {}, fixture.middleOf(tokenAt(0, 1)));
    QCOMPARE(fixture.state.selectedQuery().value_or(99), tokenAt(0, 1));
    fixture.state.setHover({});
    QCOMPARE(fixture.overlay.scene()->row.weights,
             fixture.state.trace()->row({0, 0}, tokenAt(0, 1)));
    const QImage image = fixture.shot();
    QVERIFY(fixture.colourOf(image, tokenAt(0, 2)) > 150);
    // Its box, and no other, is in the query's hue.
    const auto queryPixelsAround = [&](std::size_t token) {
        return hueCount(image, fixture.overlay.patchRect(token).adjusted(-3, -3, 3, 3).toRect(),
                        lookOf(&fixture.overlay).color(Token::Query));
    };
    QVERIFY(queryPixelsAround(tokenAt(0, 1)) > 40);
    QCOMPARE(queryPixelsAround(tokenAt(2, 3)), 0);
    QTest::keyClick(&fixture.overlay, Qt::Key_C);
    QCOMPARE(fixture.state.selectedQuery().value_or(99), std::size_t{0});
    // The chip below does the same.
    fixture.state.selectCell(tokenAt(2, 2), std::nullopt);
    QTest::mouseClick(&fixture.overlay, Qt::LeftButton, {},
                      fixture.overlay.chipRect(0).center().toPoint());
    QCOMPARE(fixture.state.selectedQuery().value_or(99), std::size_t{0});
}

void OverlayTest::hoverReadsTheRecomputedWeight() {
    OverlayFixture fixture;
    tests::moveTo(fixture.overlay, fixture.middleOf(tokenAt(1, 2)));
    const auto card = fixture.overlay.readOut();
    QVERIFY(card);
    const float weight = fixture.state.trace()->row({0, 0}, 0)[tokenAt(1, 2)];
    QCOMPARE(card->value, hoverText(static_cast<double>(weight)));
    QCOMPARE(card->first, QStringLiteral("[CLS]"));
    QVERIFY(card->detail.startsWith(QStringLiteral("rank 1 of 13")));
    QCOMPARE(fixture.state.hover().query.value_or(99), std::size_t{0});
    QCOMPARE(fixture.state.hover().key.value_or(99), tokenAt(1, 2));
    QCOMPARE(fixture.overlay.cellText(1, 2),
             QStringLiteral("patch 1, 2: %1").arg(hoverText(static_cast<double>(weight))));
    // Pointing changes what is read, not what is shown.
    QCOMPARE(fixture.overlay.scene()->row.weights, fixture.state.trace()->row({0, 0}, 0));
}

void OverlayTest::altShowsWhoLooks() {
    OverlayFixture fixture;
    tests::moveTo(fixture.overlay, fixture.middleOf(tokenAt(1, 2)), Qt::AltModifier);
    QVERIFY(fixture.state.reversed());
    QCOMPARE(fixture.overlay.scene()->row.weights,
             fixture.state.trace()->column({0, 0}, tokenAt(1, 2)));
    const QImage image = fixture.shot();
    QVERIFY(fixture.colourOf(image, tokenAt(1, 1)) > 120); // patch (1, 1) looks at (1, 2)
    QVERIFY(fixture.colourOf(image, tokenAt(2, 3)) < 60);
}

void OverlayTest::quadrantsFilter() {
    OverlayFixture fixture;
    const engine::Trace& trace = *fixture.state.trace();
    OverlayChoice overlay;
    overlay.quadrant = Quadrant::PatchesToClass;
    fixture.state.setOverlay(overlay);
    QCOMPARE(fixture.overlay.scene()->row.weights, trace.column({0, 0}, 0));
    QVERIFY(fixture.overlay.scene()->row.asks);
    overlay.quadrant = Quadrant::ClassToClass;
    fixture.state.setOverlay(overlay);
    for (const float strength : fixture.overlay.scene()->strengths()) {
        QCOMPARE(strength, 0.0F);
    }
    overlay.quadrant = Quadrant::PatchesToPatches;
    fixture.state.setOverlay(overlay);
    const std::vector<float> given = trace.column({0, 0}, 0);
    for (std::size_t token = 1; token < kTokens; ++token) {
        QVERIFY(std::abs(fixture.overlay.scene()->row.weights[token] - (1 - given[token])) < 1e-6F);
    }
    fixture.state.selectCell(tokenAt(0, 0), std::nullopt);
    QCOMPARE(fixture.overlay.scene()->row.weights, trace.row({0, 0}, tokenAt(0, 0)));
}

void OverlayTest::rolloutEqualsTheProduct() {
    tests::Stage stage;
    PictureOverlay overlay(stage.state, stage.worker);
    Sample sample{.name = "green"};
    sample.picture = tests::plainImage(32, 24, tests::kGreen);
    std::vector<tests::OracleTrace::Layer> layers(3);
    for (unsigned layer = 0; layer < 3; ++layer) {
        layers[layer].heads = {tests::randomHead(kTokens, 4, layer + 1),
                               tests::randomHead(kTokens, 4, layer + 7)};
    }
    stage.state.setPicture(tests::pictureOf(std::make_shared<tests::OracleTrace>(
        sample, tests::patchAxis(kRows, kColumns, 8), std::move(layers))));
    tests::show(overlay, {480, 520});
    OverlayChoice choice;
    choice.method = OverlayMethod::Rollout;
    stage.state.setOverlay(choice);
    QTRY_VERIFY(overlay.scene().has_value());
    // r = e_0 through ½ I + ½ Ā from the last layer down, written out.
    std::vector<double> row(kTokens, 0.0);
    row[0] = 1;
    for (int site = 2; site >= 0; --site) {
        std::vector<double> next(kTokens, 0.0);
        for (std::size_t from = 0; from < kTokens; ++from) {
            next[from] += row[from] / 2;
            for (int head = 0; head < 2; ++head) {
                const std::vector<float> weights = stage.state.trace()->row({site, head}, from);
                for (std::size_t to = 0; to < kTokens; ++to) {
                    next[to] += row[from] * static_cast<double>(weights[to]) / 4;
                }
            }
        }
        row = next;
    }
    for (std::size_t token = 0; token < kTokens; ++token) {
        QVERIFY(std::abs(row[token] -
                         static_cast<double>(overlay.scene()->row.weights[token])) < 1e-5);
    }
    QVERIFY(overlay.scene()->rule.contains(QStringLiteral("rollout from [CLS]")));
}

void OverlayTest::undefinedWeightsAreCrossed() {
    OverlayFixture fixture;
    tests::OracleHead broken = tests::randomHead(kTokens, 4, 3);
    broken.q.at(0, 0) = std::nanf("");
    fixture.state.setPicture(tests::pictureOfPatches(kRows, kColumns, {broken}));
    const QImage image = fixture.shot();
    QVERIFY(tests::countOf(image, fixture.overlay.patchRect(tokenAt(1, 1)).toRect(),
                           lookOf(&fixture.overlay).color(Token::DangerMark)) > 10);
}

void OverlayTest::thumbnailsAreLittlePictures() {
    tests::Stage stage;
    const auto picture = lookingPicture();
    Thumbnails thumbnails;
    thumbnails.setPicture(picture, PatchGrid(tests::patchAxis(kRows, kColumns, 8)));
    Thumbnails::Settings settings{.pixels = 40, .theme = QStringLiteral("light")};
    settings.row = OverlayAsk{};
    thumbnails.prepare(settings);
    const QImage image = thumbnails.image({0, 0}, stage.theme.look());
    QCOMPARE(image.size(), QSize(40, 40));
    // 4 × 3 patches of 10 pixels, 5 below and above: the darkest is patch (1, 2).
    const QPoint most = tests::darkest(image, image.rect());
    QVERIFY(QRect(20, 15, 10, 10).contains(most));
}

void OverlayTest::inspectorSaysWhereThePatchIs() {
    OverlayFixture fixture;
    NumberPanel panel(fixture.state);
    QVERIFY(panel.facts()); // of the class token, without a click
    QVERIFY(!panel.facts()->chosen);
    tests::moveTo(fixture.overlay, fixture.middleOf(tokenAt(1, 2)));
    const auto value = [&](const QString& name) {
        for (const Fact& fact : panel.facts()->facts) {
            if (fact.name == name) {
                return fact.value;
            }
        }
        return QString();
    };
    QCOMPARE(value(QStringLiteral("Box in the picture")), QStringLiteral("16–24, 8–16"));
    QCOMPARE(value(QStringLiteral("Row, column")), QStringLiteral("1, 2"));
    const float weight = fixture.state.trace()->row({0, 0}, 0)[tokenAt(1, 2)];
    QCOMPARE(value(QStringLiteral("Ratio to uniform")),
             numberText(static_cast<double>(weight) * kTokens, 1));
    QCOMPARE(panel.strongestKeys().entries().front().index, tokenAt(1, 2));
    QCOMPARE(panel.strongestKeys().entries().front().box, QRectF(16, 8, 8, 8));
}

void OverlayTest::patchesAreFoundAgainByTheirPlace() {
    OverlayFixture fixture;
    fixture.state.selectCell(tokenAt(2, 3), std::nullopt);
    // The same picture cut into patches of half the size: the one that covers the middle.
    Sample sample{.name = "green"};
    sample.picture = tests::plainImage(32, 24, tests::kGreen);
    std::vector<tests::OracleTrace::Layer> layers(1);
    layers[0].heads = {tests::randomHead(1 + 6 * 8, 4, 1)};
    fixture.state.setPicture(tests::pictureOf(std::make_shared<tests::OracleTrace>(
        sample, tests::patchAxis(6, 8, 4), std::move(layers))));
    QCOMPARE(fixture.state.selectedQuery().value_or(0), std::size_t{1 + 5 * 8 + 7});
}

void OverlayTest::exportsHoldTheNumbers() {
    OverlayFixture fixture;
    const std::string csv = overlayCsv(*fixture.overlay.scene());
    const float weight = fixture.state.trace()->row({0, 0}, 0)[tokenAt(1, 2)];
    QVERIFY(csv.starts_with("method,site,head,fixed,token_index,token,row,column,box_x,"));
    const std::string line = "attention,text.0.self,0,[CLS],7,\"1, 2\",1,2,16,8,8,8,";
    const std::size_t at = csv.find(line);
    QVERIFY(at != std::string::npos);
    QCOMPARE(std::stof(csv.substr(at + line.size())), weight);
    QVERIFY(csv.find("attention,text.0.self,0,[CLS],0,[CLS],,,,,,,") != std::string::npos);
    const auto figure = fixture.overlay.figure();
    QVERIFY(figure);
    QVERIFY(figure->caption().contains(QStringLiteral("[CLS] looks at")));
    const auto svg = renderFigure(*figure, fixture.theme.look(), FigureFormat::Svg);
    QVERIFY(svg);
    QVERIFY(svg->contains("on patches"));
    const QImage image = renderImage(*figure, fixture.theme.look());
    QVERIFY(tests::countOf(image, image.rect(), QColor(40, 200, 60), 6) > 500);
}

void OverlayTest::aTextHasNoPictureForm() {
    tests::Stage stage;
    stage.state.setPicture(tests::randomPicture("a text", 1, 1));
    QCOMPARE(stage.state.form(), MapForm::Map);
    stage.state.setForm(MapForm::Picture);
    QCOMPARE(stage.state.form(), MapForm::Map);
    stage.state.setPicture(lookingPicture());
    QCOMPARE(stage.state.form(), MapForm::Picture);
    stage.state.setForm(MapForm::Map);
    QCOMPARE(stage.state.form(), MapForm::Map);
}

std::unique_ptr<QObject> makeOverlayTest() {
    return std::make_unique<OverlayTest>();
}

#include "overlaytest.moc"
