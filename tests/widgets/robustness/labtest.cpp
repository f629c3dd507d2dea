#include "tests/widgets/robustness/fixture.h"

#include "widgets/foundation/figure/figure.h"
#include "widgets/robustness/chain/chainlist.h"
#include "widgets/robustness/chain/chainpanel.h"
#include "widgets/robustness/dial/dialpanel.h"
#include "widgets/robustness/dial/severitydial.h"
#include "widgets/robustness/diff/diffview.h"
#include "widgets/robustness/export/labmenu.h"
#include "widgets/robustness/parts/badge.h"
#include "widgets/robustness/says/sayspane.h"
#include "widgets/robustness/says/scorebars.h"

#include <QElapsedTimer>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

using namespace vitrine;
using namespace vitrine::widgets;
using namespace vitrine::tests;

namespace {

std::int64_t lettersAt(double severity, std::uint64_t seed = 3) {
    const perturb::Catalogue catalogue;
    const perturb::Chain chain{.stages = {{.kind = "char.drop"}}};
    const auto found =
        perturb::applyChain(catalogue, chain, {.name = "letters", .text = kLetters},
                            {.severity = severity, .seed = seed});
    return std::ranges::count(found->sample.text, 'e');
}

/// The smallest count of letters that is "many" and flips somewhere on the dial.
LetterModelOptions flipping() {
    return {.many = static_cast<int>(lettersAt(0))};
}

int countOf(const QImage& image, const QColor& color, int tolerance = 12) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - color.red()) <= tolerance &&
                             std::abs(pixel.green() - color.green()) <= tolerance &&
                             std::abs(pixel.blue() - color.blue()) <= tolerance
                         ? 1
                         : 0;
        }
    }
    return count;
}

} // namespace

class LabTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dialMovesByKeys();
    void dialMovesByPointer();
    void paintsThePreviewWithin50Milliseconds();
    void dropsStalePreviews();
    void findsTheFlipAndGoesThere();
    void marksTheFlipOnTheDial();
    void tellsAFlippedAnswer();
    void saysWhereThereIsNoAnswer();
    void searchCanBeCancelled();
    void secondModelIsAskedAsWell();
    void badgeTellsWhyNothingChanged();
    void badgeTellsWhatTheTokenizerRemoved();
    void drawsControlCharacters();
    void recipeComesBackToTheSamePixels();
    void refusesWhatIsNoRecipe();
    void refusalsAreTold();
    void exportsEveryViewAndTheNumbers();
    void staysIdleWhileNotInFront();
};

void LabTest::dialMovesByKeys() {
    LabFixture f;
    f.show();
    SeverityDial& dial = f.lab->parts().dial->dial();
    const auto severity = [&] { return f.lab->study().choice().severity; };
    QTest::keyClick(&dial, Qt::Key_Right);
    QCOMPARE(severity(), 0.1);
    QTest::keyClick(&dial, Qt::Key_PageUp);
    QCOMPARE(severity(), 1.1);
    QTest::keyClick(&dial, Qt::Key_Left);
    QCOMPARE(severity(), 1.0);
    QTest::keyClick(&dial, Qt::Key_PageDown);
    QTest::keyClick(&dial, Qt::Key_PageDown);
    QCOMPARE(severity(), 0.0);
    QTest::keyClick(&dial, Qt::Key_End);
    QCOMPARE(severity(), 5.0);
    QTest::keyClick(&dial, Qt::Key_Right);
    QCOMPARE(severity(), 5.0);
}

void LabTest::dialMovesByPointer() {
    LabFixture f;
    f.show();
    SeverityDial& dial = f.lab->parts().dial->dial();
    QTest::mouseClick(&dial, Qt::LeftButton, {}, {static_cast<int>(dial.xOf(2.5)), 12});
    QVERIFY(std::abs(f.lab->study().choice().severity - 2.5) < 0.05);
    QTest::mousePress(&dial, Qt::LeftButton, {}, {static_cast<int>(dial.xOf(1)), 12});
    QTest::mouseMove(&dial, {static_cast<int>(dial.xOf(4)), 12});
    QTest::mouseRelease(&dial, Qt::LeftButton, {}, {static_cast<int>(dial.xOf(4)), 12});
    QVERIFY(std::abs(f.lab->study().choice().severity - 4) < 0.05);
}

// robustness, 14.9. From the key to the painted text: dial, the worker that perturbs, paint.
void LabTest::paintsThePreviewWithin50Milliseconds() {
    LabFixture f;
    f.show();
    SeverityDial& dial = f.lab->parts().dial->dial();
    const DiffView& diff = *f.lab->parts().diff;
    QTRY_COMPARE(diff.paintedSeverity(), 0.0);
    std::vector<double> took;
    for (int turn = 0; turn < 200; ++turn) {
        const bool up = turn % 100 < 50;
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(&dial, up ? Qt::Key_Right : Qt::Key_Left);
        const double wanted = f.lab->study().choice().severity;
        while (diff.paintedSeverity() != wanted && timer.elapsed() < 2000) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
        }
        QCOMPARE(diff.paintedSeverity(), wanted);
        took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(took);
    const double p99 = took[static_cast<std::size_t>(0.99 * static_cast<double>(took.size())) - 1];
    qInfo("dial to painted text: median %.2f ms, p99 %.2f ms", took[took.size() / 2], p99);
    QVERIFY2(p99 < 50, qPrintable(QString::number(p99)));
}

void LabTest::dropsStalePreviews() {
    LabFixture f({.delay = std::chrono::milliseconds(20)});
    f.show();
    f.useModel();
    QTRY_VERIFY(f.lab->study().readOuts() != nullptr);
    QSignalSpy shown(&f.lab->study(), &RobustnessStudy::readOutsChanged);
    std::vector<double> seen;
    connect(&f.lab->study(), &RobustnessStudy::readOutsChanged, f.lab.get(), [&] {
        seen.push_back(f.lab->study().readOuts()->text->severity);
    });
    for (int move = 1; move <= 100; ++move) {
        f.lab->study().editSeverity(move * 0.05);
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE_WITH_TIMEOUT(f.lab->study().readOuts()->text->severity, 5.0, 5000);
    QTest::qWait(100); // nothing older comes after the newest
    QCOMPARE(f.lab->study().readOuts()->text->severity, 5.0);
    QVERIFY2(shown.count() < 50, qPrintable(QString::number(shown.count())));
    QVERIFY(std::ranges::is_sorted(seen));
}

void LabTest::findsTheFlipAndGoesThere() {
    LabFixture f(flipping());
    f.show();
    f.useModel();
    QTRY_VERIFY_WITH_TIMEOUT(f.lab->study().probe().finished(), 10000);
    double expected = 0;
    for (int place = 1; place <= study::kSeverityPlaces && expected == 0; ++place) {
        const double severity = study::severityAt(place);
        expected = lettersAt(severity) < lettersAt(0) ? severity : 0;
    }
    QVERIFY(expected > 0);
    const auto spans = f.lab->study().probe().spans();
    QCOMPARE(spans.size(), std::size_t{1});
    QCOMPARE(spans[0].begin, expected);
    QTest::keyClick(&f.lab->parts().dial->dial(), Qt::Key_F);
    QCOMPARE(f.lab->study().choice().severity, expected);
    // Severities with the same text are asked once: the clean one and each that loses a word.
    QVERIFY(f.lab->study().probe().progress().done <= 10);
}

void LabTest::marksTheFlipOnTheDial() {
    LabFixture f(flipping());
    f.show();
    SeverityDial& dial = f.lab->parts().dial->dial();
    const QColor amber = f.theme.color(Token::WarnMark);
    QCOMPARE(countOf(dial.grab().toImage(), amber), 0);
    f.useModel();
    QTRY_VERIFY_WITH_TIMEOUT(f.lab->study().probe().finished(), 10000);
    QVERIFY(countOf(dial.grab().toImage(), amber) > 20);
    QVERIFY(f.lab->parts().dial->note().contains(QStringLiteral("answer differs on")));
}

void LabTest::tellsAFlippedAnswer() {
    LabFixture f(flipping());
    f.show();
    f.useModel();
    f.lab->study().editSeverity(5);
    const SaysPane& says = *f.lab->parts().says;
    QTRY_COMPARE(says.badge().text(), QStringLiteral("flipped"));
    QVERIFY(says.badge().isVisible());
    QCOMPARE(says.bars().rows().size(), std::size_t{2});
    QCOMPARE(says.bars().rows()[1].label, QStringLiteral("many"));
    QCOMPARE(says.bars().rows()[1].clean, 0.75);
    QCOMPARE(says.bars().rows()[1].now, 0.25);
    f.lab->study().editSeverity(0);
    QTRY_VERIFY(says.badge().text().isEmpty());
}

void LabTest::saysWhereThereIsNoAnswer() {
    LabFixture f({.answers = false});
    f.show();
    f.useModel();
    f.lab->study().editSeverity(5);
    QTRY_VERIFY_WITH_TIMEOUT(f.lab->study().probe().searched(), 10000);
    QVERIFY(f.lab->study().probe().spans().empty());
    QVERIFY(f.lab->parts().dial->note().contains(QStringLiteral("choose labels")));
    QTRY_COMPARE(f.lab->parts().says->bars().rows().size(), std::size_t{1});
    const double cosine = f.lab->parts().says->bars().rows()[0].now;
    const auto before = static_cast<double>(lettersAt(0));
    const auto after = static_cast<double>(lettersAt(5));
    const double expected = (before * after + 1) / std::sqrt((before * before + 1) *
                                                             (after * after + 1));
    QVERIFY(std::abs(cosine - expected) < 1e-6);
}

void LabTest::searchCanBeCancelled() {
    LabFixture f({.delay = std::chrono::milliseconds(300)});
    f.show();
    f.useModel();
    QTRY_VERIFY(f.lab->study().probe().running());
    QElapsedTimer timer;
    timer.start();
    f.lab->study().cancelSearch();
    QVERIFY(!f.lab->study().probe().running());
    QTest::qWait(50);
    const int asked = f.model->traced();
    QTest::qWait(700);
    QVERIFY(f.model->traced() <= asked + 2); // the preview's two at most
    QVERIFY(!f.lab->study().probe().finished());
}

void LabTest::secondModelIsAskedAsWell() {
    LabFixture f(flipping());
    Worker otherWorker(QStringLiteral("other engine"));
    const auto other = std::make_shared<LetterModel>(LetterModelOptions{.many = 1});
    f.show();
    f.useModel();
    f.lab->study().setOther(sourceOf(other, otherWorker, "never flips"));
    QTRY_VERIFY_WITH_TIMEOUT(f.lab->study().otherProbe().finished(), 10000);
    QTRY_VERIFY_WITH_TIMEOUT(f.lab->study().probe().finished(), 10000);
    QVERIFY(f.lab->study().otherProbe().spans().empty());
    QVERIFY(!f.lab->study().probe().spans().empty());
    f.lab.reset(); // before its worker
}

void LabTest::badgeTellsWhyNothingChanged() {
    LabFixture f;
    f.show();
    f.lab->study().setSample({.name = "short", .text = "a b c"}, {});
    f.lab->study().editSeverity(5);
    QTRY_VERIFY(f.lab->parts().diff->badge().startsWith(QStringLiteral("unchanged: ")));
    const QColor ground = f.theme.color(Token::WarnGround);
    QVERIFY(countOf(f.lab->parts().diff->grab().toImage(), ground, 2) > 200);
    f.lab->study().editSeverity(0);
    QTRY_VERIFY(f.lab->parts().diff->badge().isEmpty());
}

void LabTest::badgeTellsWhatTheTokenizerRemoved() {
    LabFixture f({.blind = true});
    f.show();
    f.useModel();
    f.lab->study().editSeverity(5);
    QTRY_COMPARE(f.lab->parts().diff->badge(),
                 QStringLiteral("unchanged: the normaliser removed it"));
}

void LabTest::drawsControlCharacters() {
    LabFixture f;
    f.show();
    DiffView& diff = *f.lab->parts().diff;
    f.lab->study().setSample({.name = "plain", .text = "plain words"}, {});
    QTRY_COMPARE(diff.shown(false).text, QStringLiteral("plain words"));
    const QColor mark = f.theme.color(Token::WarnMark);
    QCOMPARE(countOf(diff.grab().toImage(), mark), 0);
    f.lab->study().setSample({.name = "hidden", .text = "pla\xe2\x80\x8bin w\xe2\x80\xaeords"}, {});
    QTRY_COMPARE(diff.shown(false).text, QStringLiteral("plaU+200Bin wU+202Eords"));
    QVERIFY(countOf(diff.grab().toImage(), mark) > 40);
    QVERIFY(diff.cellText(0, 0).contains(QStringLiteral("U+200B")));
    f.lab->study().setSample({.name = "bytes", .text = "a\xff z"}, {});
    QTRY_COMPARE(diff.shown(false).text, QStringLiteral("aU+FFFD z"));
}

void LabTest::recipeComesBackToTheSamePixels() {
    LabFixture f;
    f.show();
    f.lab->study().editSeverity(3.7);
    perturb::Chain chain = f.lab->study().choice().chain;
    chain.stages.push_back({.kind = "char.homoglyph", .severity = 2});
    f.lab->study().editChain(chain, ChoiceChange::Chain, {});
    const DiffView& diff = *f.lab->parts().diff;
    QTRY_VERIFY(f.lab->study().text() && f.lab->study().text()->chain == chain);
    QTRY_COMPARE(diff.paintedSeverity(), 3.7);
    const QImage before = f.lab->parts().diff->grab().toImage();
    const std::string recipe = f.lab->recipe();

    LabFixture other;
    other.show();
    QTRY_COMPARE(other.lab->parts().diff->paintedSeverity(), 0.0);
    QVERIFY(other.lab->parts().diff->grab().toImage() != before);
    QVERIFY(other.lab->useRecipe(recipe).ok());
    QTRY_COMPARE(other.lab->parts().diff->paintedSeverity(), 3.7);
    QVERIFY(other.lab->parts().diff->grab().toImage() == before);
    QCOMPARE(other.lab->study().text()->result.sample.text,
             f.lab->study().text()->result.sample.text);
}

void LabTest::refusesWhatIsNoRecipe() {
    LabFixture f;
    QVERIFY(f.lab->useRecipe("no recipe").failed());
    const char* noChain = R"({"type":"sweep","chains":[],"severities":[1],"seeds":[1]})";
    QVERIFY(f.lab->useRecipe(noChain).failed());
    QCOMPARE(f.lab->study().choice().seed, std::uint64_t{3});
}

void LabTest::refusalsAreTold() {
    LabFixture f;
    f.show();
    perturb::Chain chain;
    chain.stages = {{.kind = "char.nothing"}};
    f.lab->study().editChain(chain, ChoiceChange::Chain, {});
    QTRY_VERIFY(f.lab->study().problem().has_value());
    QVERIFY(f.lab->parts().dial->note().contains(QStringLiteral("char.nothing")));
    chain.stages = {{.kind = "char.swap"}};
    f.lab->study().editChain(chain, ChoiceChange::Chain, {});
    QTRY_VERIFY(!f.lab->study().problem().has_value());
}

void LabTest::exportsEveryViewAndTheNumbers() {
    LabFixture f(flipping());
    f.show();
    f.useModel();
    f.lab->study().editSeverity(5);
    QTRY_VERIFY_WITH_TIMEOUT(f.lab->study().probe().finished(), 10000);
    QTRY_VERIFY(f.lab->study().readOuts() && f.lab->study().readOuts()->text->severity == 5);
    const std::vector<LabFigure> figures = f.lab->figures();
    QVERIFY(figures.size() >= 2);
    const QTemporaryDir folder;
    for (const LabFigure& figure : figures) {
        QVERIFY(figure.figure->caption().contains(QStringLiteral("seed 3")));
        for (const char* ending : {".png", ".svg", ".pdf"}) {
            const std::string file =
                QString(folder.path() + u'/' + figure.name).toStdString() + ending;
            QVERIFY(LabMenu::saveFigureTo(figure, file).ok());
        }
    }
    QVERIFY(LabMenu::saveFigureTo(figures[0], folder.path().toStdString() + "/a.bmp").failed());
    QVERIFY(f.lab->csv().find("score,many,0.75,0.25") != std::string::npos);
}

void LabTest::staysIdleWhileNotInFront() {
    LabFixture f;
    f.lab->study().setActive(false);
    f.show();
    f.useModel();
    f.lab->study().editSeverity(2);
    QTest::qWait(400);
    QCOMPARE(f.model->traced(), 0);
    f.lab->study().setActive(true);
    QTRY_VERIFY(f.model->traced() > 0);
}

std::unique_ptr<QObject> makeLabTest() {
    return std::make_unique<LabTest>();
}

#include "labtest.moc"
