#include "app/vitrine/session/reading.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/messagestrip.h"
#include "app/vitrine/window/statepane.h"
#include "tests/app/vitrine/picturefixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "core/base/files.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/export/exporter.h"
#include "widgets/attention/numberpanel.h"
#include "widgets/attention/number/predictionlist.h"
#include "widgets/attention/overlay/pictureoverlay.h"
#include "widgets/attention/pane/stagepane.h"
#include "widgets/input/filmstrip.h"
#include "widgets/input/picturecanvas.h"
#include "widgets/input/samplestrip.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QImage>
#include <QMimeData>
#include <QSpinBox>
#include <QTest>

#include <array>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::PictureFixture;
using vitrine::tests::WindowFixture;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = PictureFixture::kPatience;

const fs::path kGolden = PictureFixture::golden();

// Grey with a bright square in the patch at row 1, column 2 of 4 × 4.
QImage squareImage() {
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(QColor(70, 70, 70));
    for (int y = 16; y < 32; ++y) {
        for (int x = 32; x < 48; ++x) {
            image.setPixelColor(x, y, QColor(250, 240, 30));
        }
    }
    return image;
}

std::string pngOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    (void)buffer.open(QIODevice::WriteOnly);
    (void)image.save(&buffer, "PNG");
    return bytes.toStdString();
}

class Pictures : public PictureFixture {
public:
    widgets::PictureOverlay& overlay() { return window->attentionPage().lab().stage().overlay(); }
    widgets::SampleStrip& strip() { return window->attentionPage().strip(); }
};

} // namespace

void PicturesTest::aPictureIsLookedAt() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.open(fixture.write("square.png", pngOf(squareImage()))));
    QCOMPARE(fixture.document.state().currentSample()->sample.name, std::string("square.png"));
    const engine::Trace& trace = fixture.trace();
    QCOMPARE(trace.sample().picture->width(), std::size_t{64});
    QCOMPARE(trace.axes().front().size(), std::size_t{17});
    QVERIFY(fixture.overlay().isVisible());
    QVERIFY(fixture.overlay().scene().has_value());
    // Boxes are in the source's pixels, not in the model's.
    QCOMPARE(fixture.session->attention().patches().box(1 + 4 + 2), QRectF(32, 16, 16, 16));
    QCOMPARE(fixture.strip().kind(), widgets::SampleKind::Picture);
    const auto* panel = fixture.window->findChild<widgets::NumberPanel*>();
    QVERIFY(panel != nullptr && panel->facts());
    QCOMPARE(panel->prediction().candidates().front().label,
             trace.predictions().front().candidates.front().label);
    // The picture is where it is said to be: the square is yellow where the patch is full.
    fixture.session->attention().selectCell(1 + 4 + 2, std::nullopt);
    widgets::OverlayChoice plain;
    plain.mode = widgets::OverlayMode::Lines;
    plain.lines = widgets::OverlayLines::None;
    fixture.session->attention().setOverlay(plain);
    const QImage shot = fixture.overlay().grab().toImage();
    const QRectF patch = fixture.overlay().patchRect(1 + 4 + 2);
    QVERIFY(shot.pixelColor(patch.center().toPoint()).red() > 200);
    QVERIFY(shot.pixelColor(patch.center().toPoint() + QPoint(int(patch.width()), 0)).red() < 120);
}

void PicturesTest::clicksAndUndo() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    const std::size_t samples = fixture.document.value().samples.size();
    QVERIFY(fixture.open(fixture.write("square.png", pngOf(squareImage()))));
    widgets::PictureOverlay& overlay = fixture.overlay();
    QTest::mouseClick(&overlay, Qt::LeftButton, {}, overlay.patchRect(7).center().toPoint());
    QCOMPARE(fixture.session->attention().selectedQuery().value_or(0), std::size_t{7});
    fixture.document.undo().undo();
    QCOMPARE(fixture.session->attention().selectedQuery().value_or(9), std::size_t{0});
    fixture.document.undo().undo();
    QCOMPARE(fixture.document.value().samples.size(), samples);
    QTRY_COMPARE(fixture.session->stage(), Stage::Unsuitable);
    fixture.document.undo().redo();
    QVERIFY(fixture.seen());
}

void PicturesTest::modelAndSampleThatDoNotFit() {
    Pictures fixture;
    QVERIFY(fixture.begin()); // a text on a model of pictures
    QVERIFY(fixture.session->mismatch() == Mismatch::ModelReadsPictures);
    QVERIFY(!fixture.window->attentionPage().showsPicture());
    QVERIFY(fixture.open(fixture.write("square.png", pngOf(squareImage()))));
    const std::string text = fixture.document.value().models.front().id;
    fixture.document.chooseModel(text); // MiniLM
    QTRY_COMPARE(fixture.session->stage(), Stage::Unsuitable);
    QVERIFY(fixture.session->mismatch() == Mismatch::ModelReadsText);
    // The picture is shown all the same.
    QVERIFY(fixture.window->attentionPage().preview().isVisible());
    QCOMPARE(fixture.window->attentionPage().preview().picture().size(), QSize(64, 64));
    // The segments lead to the other kinds.
    fixture.document.chooseSample("frisbee");
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.strip().kind(), widgets::SampleKind::Text);
    QVERIFY(fixture.session->attention().patches().empty());
}

void PicturesTest::aSampleBringsAModelThatReadsIt() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    const std::string vit = fixture.document.value().model;
    const std::string miniLm = fixture.document.value().models.front().id;
    const int steps = fixture.document.undo().index();
    fixture.document.chooseSample("typos"); // MiniLM is open: it was looked at first
    QCOMPARE(fixture.document.value().model, miniLm);
    QCOMPARE(fixture.document.undo().index(), steps + 1);
    QVERIFY(fixture.settled());
    QCOMPARE(fixture.trace().sample().text, fixture.document.state().currentSample()->sample.text);
    QVERIFY(fixture.open(fixture.write("square.png", pngOf(squareImage()))));
    QCOMPARE(fixture.document.value().model, vit);
    // Sample and model come back together, and a model that will do stays.
    fixture.document.undo().undo();
    QCOMPARE(fixture.document.value().model, miniLm);
    QCOMPARE(fixture.document.value().sample, std::string("typos"));
    fixture.document.chooseSample("frisbee");
    QCOMPARE(fixture.document.value().model, miniLm);
}

void PicturesTest::aModelIsJudgedByItsConfiguration() {
    const Reading vit = likelyReadingOf(kGolden / "neural/vit-classify");
    QVERIFY(vit.pictures && !vit.texts);
    const Reading bert = likelyReadingOf(kGolden / "neural/bert-bare");
    QVERIFY(bert.texts && !bert.pictures);
    const Reading nothing = likelyReadingOf("/nowhere");
    QVERIFY(!nothing.texts && !nothing.pictures);
    const SampleEntry text{.id = "t", .sample = {.text = "words"}};
    QVERIFY(mismatchBetween(text, bert) == Mismatch::None);
    QVERIFY(mismatchBetween(text, vit) == Mismatch::ModelReadsPictures);
    QVERIFY(mismatchBetween(text, nothing) != Mismatch::None);
    const SampleEntry picture{.id = "p", .media = {.kind = MediaSource::Kind::Picture}};
    QVERIFY(mismatchBetween(picture, vit) == Mismatch::None);
    QVERIFY(mismatchBetween(picture, bert) == Mismatch::ModelReadsText);
}

void PicturesTest::hostileFiles_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    const QByteArray good = QByteArray::fromStdString(pngOf(squareImage()));
    QByteArray huge = good;
    // Width and height of the header: 30,000 each; its checksum is wrong then, too.
    huge.replace(16, 8, QByteArray::fromHex("0000753000007530"));
    QTest::newRow("0 bytes") << "empty.png" << QByteArray();
    QTest::newRow("cut") << "cut.png" << good.left(good.size() / 2);
    QTest::newRow("30,000 squared") << "huge.png" << huge;
    QTest::newRow("no picture") << "letter.png" << QByteArray("Dear reader, this is a letter.");
    QTest::newRow("no clip") << "noise.mp4" << QByteArray(4096, 'x');
    QTest::newRow("0 bytes, clip") << "empty.gif" << QByteArray();
}

void PicturesTest::hostileFiles() {
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    Pictures fixture;
    QVERIFY(fixture.begin());
    const std::string before = fixture.document.value().sample;
    fixture.window->intake().open(fixture.write(name.toStdString(), content.toStdString()));
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.window->messages().isHidden(), kPatience);
    QVERIFY2(fixture.window->messages().accessibleDescription().contains(name),
             qPrintable(fixture.window->messages().accessibleDescription()));
    QCOMPARE(fixture.document.value().sample, before);
    // The window goes on.
    QVERIFY(fixture.open(fixture.write("square.png", pngOf(squareImage()))));
}

void PicturesTest::pastedPictureIsKeptInTheWorkspace() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    QApplication::clipboard()->setImage(squareImage());
    fixture.trigger(QStringLiteral("edit.pasteSample"));
    QVERIFY(fixture.seen());
    QVERIFY(fixture.document.state().currentSample()->media.png != nullptr);
    const Image first = *fixture.trace().sample().picture;
    const fs::path saved = fixture.folder / "pasted.vitrine";
    QVERIFY(fixture.file.saveAs(saved));
    Pictures other;
    QVERIFY(other.start());
    QVERIFY(other.file.open(saved));
    // The model's path is absolute or relative to the document: it is confirmed as a person would.
    other.document.confirmModel(other.document.value().model);
    QVERIFY(other.seen());
    QVERIFY(*other.trace().sample().picture == first);
}

void PicturesTest::missingPictureOfADocument() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.open(fixture.write("square.png", pngOf(squareImage()))));
    const fs::path saved = fixture.folder / "w.vitrine";
    QVERIFY(fixture.file.saveAs(saved));
    fs::remove(fixture.folder / "square.png");
    Pictures other;
    QVERIFY(other.start());
    QVERIFY(other.file.open(saved));
    other.document.confirmModel(other.document.value().model);
    QTRY_COMPARE_WITH_TIMEOUT(other.session->stage(), Stage::Failed, kPatience);
    QVERIFY(other.session->problem()->where.find("square.png") != std::string::npos);
    // It comes back, and is tried again.
    (void)fixture.write("square.png", pngOf(squareImage()));
    other.session->retry();
    QVERIFY(other.seen());
}

void PicturesTest::framesOfAClip() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.open(kGolden / "media/moving.gif"));
    QCOMPARE(fixture.strip().kind(), widgets::SampleKind::Clip);
    const widgets::FilmStrip& film = fixture.window->attentionPage().film();
    QVERIFY(film.isVisible());
    const TracedFilm& traced = fixture.session->film().film();
    QVERIFY(!traced.pictures.empty());
    QCOMPARE(film.film().frames.size(), traced.pictures.size());
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::all_of(traced.pictures, [](const auto& each) { return each != nullptr; }),
        kPatience);
    for (std::size_t frame = 0; frame < traced.pictures.size(); ++frame) {
        QVERIFY(traced.pictures[frame]->trace->sample().picture ==
                traced.clip->frames[frame].picture);
        QVERIFY(film.film().frames[frame].state == widgets::FilmFrame::State::Seen);
    }
}

void PicturesTest::framesAreChosenAndCounted() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.open(kGolden / "media/moving.gif"));
    widgets::FilmStrip& film = fixture.window->attentionPage().film();
    film.setFocus();
    QTest::keyClick(&film, Qt::Key_End);
    const int last = static_cast<int>(film.film().frames.size()) - 1;
    QVERIFY(last > 0);
    QCOMPARE(fixture.document.value().selection.frame, last);
    const auto& frames = fixture.session->film().film().clip->frames;
    QTRY_VERIFY(fixture.trace().sample().picture == frames.back().picture);
    fixture.document.undo().undo();
    QTRY_VERIFY(fixture.trace().sample().picture == frames.front().picture);
    QCOMPARE(film.film().current, 0);
    fixture.strip().frames().setValue(2);
    QTRY_COMPARE_WITH_TIMEOUT(film.film().frames.size(), std::size_t{2}, kPatience);
    QVERIFY(fixture.seen());
    fixture.document.undo().undo();
    QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(film.film().frames.size()), last + 1, kPatience);
}

void PicturesTest::picturesAreExported() {
    Pictures fixture;
    QVERIFY(fixture.begin());
    QVERIFY(fixture.open(fixture.write("square.png", pngOf(squareImage()))));
    widgets::AttentionLab& lab = fixture.window->attentionPage().lab();
    const std::vector<widgets::Exportable> views = lab.exportables();
    QCOMPARE(views.front().name, QStringLiteral("Picture"));
    widgets::Exporter& exporter = lab.stage().exporter();
    const fs::path svg = fixture.folder / "picture.svg";
    exporter.savePictureTo(views.front(), widgets::FigureFormat::Svg, svg);
    exporter.savePictureTo(views.front(), widgets::FigureFormat::Pdf, fixture.folder / "p.pdf");
    exporter.saveNumbersTo(views.front(), fixture.folder / "p.csv");
    QTRY_VERIFY(fs::exists(fixture.folder / "p.csv"));
    const auto text = readFile(svg, std::size_t{8} << 20);
    QVERIFY(text && text->find("on patches") != std::string::npos);
    const auto csv = readFile(fixture.folder / "p.csv", std::size_t{1} << 20);
    QVERIFY(csv && csv->find("\"1, 2\",1,2,32,16,16,16,") != std::string::npos);
}
