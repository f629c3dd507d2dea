#include "widgets/foundation/theme/theme.h"
#include "widgets/input/chiprow.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/input/samplestrip.h"

#include <QSignalSpy>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

class SampleStripTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void editsCarryThePair();
    void pairComesAndGoes();
    void comparingShowsTwoRows();
    void chipsGiveWay();

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

QTEST_MAIN(SampleStripTest)
#include "samplestrip_test.moc"
