#include "widgets/foundation/theme/theme.h"
#include "widgets/input/chiprow.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/input/samplestrip.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace vitrine;
using namespace vitrine::widgets;

namespace {

QLabel* labelled(const SampleStrip& strip, const QString& accessibleName) {
    const auto labels = strip.findChildren<QLabel*>();
    const auto found = std::ranges::find(labels, accessibleName, &QLabel::accessibleName);
    return found != labels.end() ? *found : nullptr;
}

} // namespace

class SampleStripTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void editsCarryThePair();
    void pairComesAndGoes();
    void comparingShowsTwoRows();
    void chipsGiveWay();
    void countsGiveWay();

  private:
    Theme theme_;
};

void SampleStripTest::initTestCase() {
    theme_.install(*qobject_cast<QApplication*>(qApp));
}

void SampleStripTest::editsCarryThePair() {
    SampleStrip strip;
    QByteArray text;
    std::optional<QByteArray> pair;
    QObject::connect(&strip, &SampleStrip::edited, &strip,
                     [&](const QByteArray& first, const std::optional<QByteArray>& second) {
                         text = first;
                         pair = second;
                     });
    strip.setText("one", std::nullopt);
    strip.editor().moveCursor(QTextCursor::End);
    QTest::keyClicks(&strip.editor(), QStringLiteral("!"));
    QCOMPARE(text, QByteArray("one!"));
    QVERIFY(!pair.has_value());
    strip.setText("one", QByteArray("two"));
    strip.pairEditor().moveCursor(QTextCursor::End);
    QTest::keyClicks(&strip.pairEditor(), QStringLiteral("?"));
    QCOMPARE(text, QByteArray("one"));
    QCOMPARE(pair.value_or(QByteArray()), QByteArray("two?"));
}

void SampleStripTest::pairComesAndGoes() {
    SampleStrip strip;
    strip.show();
    strip.setText("one", QByteArray());
    QVERIFY(strip.pairEditor().isVisible());
    strip.setText("one", std::nullopt);
    QVERIFY(!strip.pairEditor().isVisible());
    QVERIFY(!strip.pair().has_value());
}

void SampleStripTest::comparingShowsTwoRows() {
    SampleStrip strip;
    strip.show();
    ComparedTokens side{.name = QStringLiteral("A text"), .marks = {}, .changed = {}};
    side.marks.tokens.push_back({.label = "dog", .source = {0, 3}});
    strip.setCompared(side, side);
    QVERIFY(strip.comparing());
    QVERIFY(!strip.editor().isVisible());
    int rows = 0;
    for (const ChipRow* row : strip.findChildren<ChipRow*>()) {
        rows += row->isVisible() ? 1 : 0;
    }
    QCOMPARE(rows, 2);
    strip.endCompared();
    QVERIFY(strip.editor().isVisible());
}

void SampleStripTest::chipsGiveWay() {
    SampleStrip strip;
    strip.show();
    const int with = strip.sizeHint().height();
    strip.setChipsShown(false);
    QVERIFY(!strip.chips().isVisible());
    QTRY_VERIFY(strip.sizeHint().height() < with);
    QVERIFY(strip.editor().isVisible());
}

void SampleStripTest::countsGiveWay() {
    SampleStrip strip;
    strip.setMedia(SampleKind::Clip, QStringLiteral("a clip with quite a long name.mp4"), 8);
    strip.setCounts({QStringLiteral("795 frames, 1:12.4"), QStringLiteral("14 × 14 patches"),
                     QStringLiteral("1920 × 1080 px"), QStringLiteral("29.97 a second")});
    auto* counts = labelled(strip, QStringLiteral("Counts"));
    auto* name = labelled(strip, QStringLiteral("Name of the sample"));
    QVERIFY(counts != nullptr && name != nullptr);
    strip.resize(1600, strip.sizeHint().height());
    strip.show();
    QVERIFY(counts->text().endsWith(QStringLiteral("29.97 a second")));
    QCOMPARE(name->text(), QStringLiteral("a clip with quite a long name.mp4"));
    strip.resize(700, strip.height());
    QCOMPARE(strip.width(), 700); // no part asks for more
    QVERIFY(counts->text().startsWith(QStringLiteral("795 frames")));
    QVERIFY(!counts->text().contains(QStringLiteral("a second")));
    QVERIFY(counts->toolTip().contains(QStringLiteral("29.97 a second")));
    QVERIFY(strip.minimumSizeHint().width() < 500);
}

QTEST_MAIN(SampleStripTest)
#include "samplestrip_test.moc"
