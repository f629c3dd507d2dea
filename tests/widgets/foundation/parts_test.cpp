#include "widgets/foundation/parts/colourbarview.h"
#include "widgets/foundation/parts/emptystate.h"
#include "widgets/foundation/parts/errorcard.h"
#include "widgets/foundation/parts/progresschip.h"
#include "widgets/foundation/parts/sectionhead.h"
#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/parts/splitter.h"
#include "widgets/foundation/parts/toast.h"
#include "widgets/foundation/parts/valuerow.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/paint/chip.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitterHandle>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace vitrine;
using namespace vitrine::widgets;

class PartsTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void segmentsChooseOne();
    void segmentsByKeyboard();
    void unavailableSegmentSaysWhy();
    void toastActsAndGoes();
    void toastStaysWhileHovered();
    void errorCardShowsPlainText();
    void progressAppearsLate();
    void progressIsToldAndCancelled();
    void sectionFolds();
    void valueRowReadsOut();
    void emptyStateActsByMouseAndKey();
    void colourBarIsSpoken();
    void barsFitWhatTheyAskFor_data();
    void barsFitWhatTheyAskFor();
    void splitterGrip();
    void chipsOfTokens_data();
    void chipsOfTokens();
    void wordsAreNeverRichText();

  private:
    std::unique_ptr<Theme> theme_;
};

void PartsTest::initTestCase() {
    theme_ = std::make_unique<Theme>();
    theme_->install(*qApp);
}

void PartsTest::cleanupTestCase() {
    theme_.reset();
}

void PartsTest::segmentsChooseOne() {
    Segments segments(QStringLiteral("View"));
    QCOMPARE(segments.current(), -1);
    segments.add(Icon::Map, QStringLiteral("Map"));
    segments.add(QStringLiteral("Lines"));
    QSignalSpy changed(&segments, &Segments::currentChanged);
    QCOMPARE(segments.current(), 0);
    QVERIFY(segments.button(0)->isChecked());
    QTest::mouseClick(segments.button(1), Qt::LeftButton);
    QCOMPARE(segments.current(), 1);
    QVERIFY(!segments.button(0)->isChecked());
    QCOMPARE(changed.count(), 1);
    segments.setCurrent(1);
    QCOMPARE(changed.count(), 1);
    segments.setCurrent(7); // no such choice
    QCOMPARE(segments.current(), 1);
    const int wide = segments.sizeHint().width();
    segments.setCurrent(0);
    QCOMPARE(segments.sizeHint().width(), wide);
    segments.setWordsShown(false);
    QVERIFY(segments.sizeHint().width() < wide);
    QCOMPARE(segments.button(0)->toolTip(), QStringLiteral("Map"));
}

void PartsTest::segmentsByKeyboard() {
    Segments segments(QStringLiteral("View"));
    segments.add(QStringLiteral("Map"));
    segments.add(QStringLiteral("Lines"));
    segments.show();
    QVERIFY(QTest::qWaitForWindowActive(&segments));
    segments.button(0)->setFocus();
    QTest::keyClick(segments.button(0), Qt::Key_Right);
    QCOMPARE(segments.current(), 1);
    QTest::keyClick(segments.button(1), Qt::Key_Left);
    QCOMPARE(segments.current(), 0);
}

void PartsTest::unavailableSegmentSaysWhy() {
    Segments segments(QStringLiteral("View"));
    segments.add(QStringLiteral("Space"));
    segments.add(QStringLiteral("Joint"));
    segments.setChoiceUnavailable(1, QStringLiteral("This model has no joint attention"));
    QSignalSpy changed(&segments, &Segments::currentChanged);
    QTest::mouseClick(segments.button(1), Qt::LeftButton);
    QCOMPARE(segments.current(), 0);
    QVERIFY(segments.button(0)->isChecked());
    QCOMPARE(changed.count(), 0);
    QVERIFY(segments.button(1)->isEnabled()); // still focusable
    QCOMPARE(segments.button(1)->accessibleDescription(),
             QStringLiteral("This model has no joint attention"));
    segments.setChoiceUnavailable(1, {});
    QTest::mouseClick(segments.button(1), Qt::LeftButton);
    QCOMPARE(segments.current(), 1);
}

void PartsTest::toastActsAndGoes() {
    QWidget stage;
    stage.resize(600, 300);
    stage.show();
    Toast toast(&stage);
    QVERIFY(!toast.isVisible());
    int undone = 0;
    toast.tell(QStringLiteral("Pin B lost"), QStringLiteral("Undo"), [&] { ++undone; });
    QVERIFY(toast.isVisible());
    QVERIFY(stage.rect().contains(toast.geometry()));
    QVERIFY(toast.geometry().bottom() > 280);
    auto* button = toast.findChild<QPushButton*>();
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(undone, 1);
    QVERIFY(!toast.isVisible());
    toast.tell(QStringLiteral("Copied"));
    QVERIFY(!button->isVisible());
    stage.resize(400, 200);
    QVERIFY(stage.rect().contains(toast.geometry()));
}

void PartsTest::toastStaysWhileHovered() {
    QWidget stage;
    stage.resize(600, 300);
    stage.show();
    Toast toast(&stage);
    toast.tell(QStringLiteral("Copied"));
    QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
    QCoreApplication::sendEvent(&toast, &enter);
    QTest::qWait(metrics::kToastMilliseconds + 300);
    QVERIFY(toast.isVisible());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&toast, &leave);
    QVERIFY(toast.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!toast.isVisible(), metrics::kToastMilliseconds + 2000);
}

void PartsTest::errorCardShowsPlainText() {
    ErrorCard card;
    card.setProblem({"The weights stop early", "<b>model</b>.safetensors", "Copy it again"});
    for (const auto* label : card.findChildren<QLabel*>()) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY(card.accessibleDescription().contains(
        QStringLiteral("<b>model</b>.safetensors. Copy it again")));
    int clicked = 0;
    QPushButton* again = card.addAct(QStringLiteral("Try again"), [&] { ++clicked; });
    card.addAct(QStringLiteral("Show file"), [] {});
    QVERIFY_EXCEPTION_THROWN(card.addAct(QStringLiteral("More"), [] {}), std::invalid_argument);
    QTest::mouseClick(again, Qt::LeftButton);
    QCOMPARE(clicked, 1);
    card.clearActs();
    card.addAct(QStringLiteral("Close"), [] {});
    card.setProblem({"It failed", {}, {}});
    QVERIFY(card.accessibleDescription().startsWith(QStringLiteral("It failed")));
}

void PartsTest::progressAppearsLate() {
    QWidget bar;
    bar.resize(500, 30);
    bar.show();
    ProgressChip chip(&bar);
    chip.begin(QStringLiteral("Trace"));
    QVERIFY(!chip.isVisible());
    chip.end();
    QTest::qWait(metrics::kProgressDelay + 100);
    QVERIFY(!chip.isVisible()); // short work never shows
    chip.begin(QStringLiteral("Trace"));
    QTRY_VERIFY_WITH_TIMEOUT(chip.isVisible(), 2000);
    chip.end();
    QVERIFY(!chip.isVisible());
}

void PartsTest::progressIsToldAndCancelled() {
    ProgressChip chip;
    chip.begin(QStringLiteral("Trace"));
    QCOMPARE(chip.text(), QStringLiteral("Trace"));
    chip.setProgress({7, 12, Unit::Count});
    QCOMPARE(chip.text(), QStringLiteral("Trace 7 of 12"));
    QCOMPARE(chip.accessibleDescription(), QStringLiteral("Trace 7 of 12"));
    QVERIFY(chip.timeLeft().isEmpty()); // too early to tell
    QTest::qWait(600);
    QCOMPARE(chip.timeLeft(), QStringLiteral("1 s"));
    chip.setProgress({88'000'000, 91'500'000, Unit::Bytes});
    QCOMPARE(chip.text(), QStringLiteral("Trace 88.0 MB of 91.5 MB"));
    QSignalSpy cancelled(&chip, &ProgressChip::cancelRequested);
    auto* button = chip.findChild<QPushButton*>();
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(cancelled.count(), 1);
    QCOMPARE(chip.text(), QStringLiteral("Stopping Trace")); // asked is not stopped
    QVERIFY(!button->isEnabled());
    chip.begin(QStringLiteral("Trace"));
    QVERIFY(button->isEnabled());
}

void PartsTest::sectionFolds() {
    SectionHead head(QStringLiteral("Dot product"));
    head.setNote(QStringLiteral("32 components"));
    head.setFoldable(true);
    QSignalSpy folded(&head, &SectionHead::foldedChanged);
    QTest::mouseClick(head.findChild<QToolButton*>(), Qt::LeftButton);
    QVERIFY(head.folded());
    QCOMPARE(folded.count(), 1);
    QCOMPARE(head.findChild<QToolButton*>()->accessibleName(), QStringLiteral("Show Dot product"));
    head.setFolded(true);
    QCOMPARE(folded.count(), 1);
    QVERIFY(head.sizeHint().height() >= metrics::kLeastHit);
}

void PartsTest::valueRowReadsOut() {
    ValueRow row(QStringLiteral("Scaled"));
    row.setValue(QStringLiteral("3.572"), QStringLiteral("÷√32"));
    QCOMPARE(row.accessibleName(), QStringLiteral("Scaled"));
    QCOMPARE(row.accessibleDescription(), QStringLiteral("3.572 ÷√32"));
    QCOMPARE(row.sizeHint().height(), 24);
}

void PartsTest::emptyStateActsByMouseAndKey() {
    EmptyState empty;
    empty.setContent(Icon::Drop, QStringLiteral("No clip yet"), QStringLiteral("Drop one here, or"),
                     QStringLiteral("open the sample clip"));
    empty.resize(400, 80);
    QSignalSpy acted(&empty, &EmptyState::actTriggered);
    QTest::keyClick(&empty, Qt::Key_Return);
    QCOMPARE(acted.count(), 1);
    QTest::mouseClick(&empty, Qt::LeftButton, {}, QPoint(5, 5));
    QCOMPARE(acted.count(), 1); // beside the link
    QTest::mouseClick(&empty, Qt::LeftButton, {}, QPoint(270, 50));
    QCOMPARE(acted.count(), 2);
    empty.setContent(Icon::Drop, QStringLiteral("Nothing"), QStringLiteral("Drop one here"), {});
    QCOMPARE(empty.focusPolicy(), Qt::NoFocus);
    QTest::keyClick(&empty, Qt::Key_Return);
    QCOMPARE(acted.count(), 2);
}

void PartsTest::colourBarIsSpoken() {
    ColourBarView bar(Qt::Vertical);
    bar.setModel({.scale = {.high = 0.99},
                  .uniform = 1.0 / 15,
                  .rule = {QStringLiteral("square root"), QStringLiteral("shared, layer 3")}});
    QCOMPARE(bar.accessibleDescription(),
             QStringLiteral("0 to 0.99, square root, shared, layer 3"));
}

void PartsTest::barsFitWhatTheyAskFor_data() {
    QTest::addColumn<Qt::Orientation>("orientation");
    QTest::addColumn<double>("textScale");
    for (const double scale : {1.0, 1.5}) {
        QTest::addRow("upright %g", scale) << Qt::Vertical << scale;
        QTest::addRow("flat %g", scale) << Qt::Horizontal << scale;
    }
}

// Painted into a larger picture, nothing falls outside the size asked for.
void PartsTest::barsFitWhatTheyAskFor() {
    QFETCH(Qt::Orientation, orientation);
    QFETCH(double, textScale);
    const Look look = Look::builtIn(false, {.textScale = textScale});
    const ColourBarModel bar{
        .scale = {.high = 0.99},
        .uniform = 1.0 / 15,
        .rule = {QStringLiteral("√ scale"), QStringLiteral("shared, layer 3")}};
    const bool upright = orientation == Qt::Vertical;
    const QSize size =
        (upright ? uprightBarSize(bar, 280, look) : flatBarSize(bar, 104, look)).toSize();
    QImage image(size + QSize(80, 80), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const QRectF area(QPointF(40, 40), size);
    const double top = look.lineHeight(TextStyle::Caption) / 2.0;
    upright ? paintUprightBar(painter, area.adjusted(0, top, 0, 0), bar, look)
            : paintFlatBar(painter, area, bar, look);
    painter.end();
    const QRect inside = QRect(QPoint(40, 40), size).adjusted(-1, -1, 1, 1);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (!inside.contains(x, y)) {
                QVERIFY2(image.pixel(x, y) == qRgb(255, 255, 255),
                         qPrintable(QStringLiteral("%1, %2").arg(x).arg(y)));
            }
        }
    }
}

void PartsTest::splitterGrip() {
    Splitter splitter(Qt::Horizontal);
    splitter.addWidget(new QWidget);
    splitter.addWidget(new QWidget);
    splitter.resize(400, 100);
    splitter.show();
    QVERIFY(QTest::qWaitForWindowExposed(&splitter));
    QSplitterHandle* handle = splitter.handle(1);
    QCOMPARE(handle->contentsRect().width(), 1);
    QCOMPARE(handle->width(), metrics::kSplitterGrip);
    QCOMPARE(splitter.sizes().at(0) + splitter.sizes().at(1), 399);
    const int before = splitter.sizes().at(0);
    QTest::mousePress(handle, Qt::LeftButton, {}, QPoint(0, 50)); // on the grip, off the line
    QTest::mouseMove(handle, QPoint(40, 50));
    QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(40, 50));
    QVERIFY(splitter.sizes().at(0) > before);
}

void PartsTest::chipsOfTokens_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<int>("shape");
    QTest::addColumn<QString>("mark");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, TokenKind kind, const char* label, Chip::Shape shape,
                        const QString& mark, const QString& text) {
        QTest::addRow("%s", name) << int(kind) << QByteArray(label) << int(shape) << mark << text;
    };
    using S = Chip::Shape;
    row("piece", TokenKind::Piece, "dog", S::Piece, {}, QStringLiteral("dog"));
    row("continuation", TokenKind::Continuation, "##bee", S::Continuation, QStringLiteral("##"),
        QStringLiteral("bee"));
    row("hashes alone", TokenKind::Piece, "##", S::Piece, {}, QStringLiteral("##"));
    row("GPT-2 space", TokenKind::Piece, "Ġthe", S::Piece, QStringLiteral("Ġ"),
        QStringLiteral("the"));
    row("class", TokenKind::Class, "[CLS]", S::Pill, {}, QStringLiteral("CLS"));
    row("end of text", TokenKind::Special, "<|endoftext|>", S::Pill, {},
        QStringLiteral("<|endoftext|>"));
    row("byte", TokenKind::Byte, "F0", S::Byte, {}, QStringLiteral("F0"));
    row("unknown", TokenKind::Unknown, "[UNK]", S::Unknown, {}, QStringLiteral("[UNK]"));
    row("newline", TokenKind::Character, "\n", S::Piece, {}, QStringLiteral("↵"));
    row("space", TokenKind::Character, " ", S::Piece, {}, QStringLiteral("·"));
}

void PartsTest::chipsOfTokens() {
    QFETCH(int, kind);
    QFETCH(QByteArray, label);
    QFETCH(int, shape);
    QFETCH(QString, mark);
    QFETCH(QString, text);
    const Chip chip = chipOf({.kind = TokenKind(kind), .label = label.toStdString()});
    QCOMPARE(int(chip.shape), shape);
    QCOMPARE(chip.mark, mark);
    QCOMPARE(chip.text, text);
    const Look look = Look::builtIn(false);
    QVERIFY(chipWidth(chip, look) >= 16);
    QCOMPARE(chipHeight(look), 24.0);
}

void PartsTest::wordsAreNeverRichText() {
    Words words(QStringLiteral("<h1>x</h1>"), TextStyle::Base);
    QCOMPARE(words.textFormat(), Qt::PlainText);
    QCOMPARE(words.text(), QStringLiteral("<h1>x</h1>"));
}

QTEST_MAIN(PartsTest)
#include "parts_test.moc"
