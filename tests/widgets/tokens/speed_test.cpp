#include "tests/support/pace.h"
#include "tests/widgets/tokens/fixtures.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/tokens/field/sourcefield.h"
#include "widgets/tokens/rows/tokenizerrows.h"
#include "widgets/tokens/study/tokenstudy.h"
#include "widgets/tokens/tokenpanel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTest>

using namespace vitrine;
using namespace vitrine::widgets;

/// The bars of the design for 10 kB: four tokenizers together below 5 ms, nothing over 16 ms on the
/// GUI thread.
class SpeedTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tokenises();
    void types();
    void paints();
    void pastesAMegabyte();

private:
    Theme theme_;
};

void SpeedTest::initTestCase() {
    theme_.install(*qApp);
}

void SpeedTest::tokenises() {
    const auto tokenizers = tests::realTokenizers();
    const QByteArray text = tests::longText(10 * 1024);
    const double least = tests::quickest(200, 0, [&](int i) {
        QByteArray edited = text;
        edited[100 + i] = 'x';
        QVERIFY(takeSnapshot(edited, tokenizers, {}) != nullptr);
    });
    qInfo("10 kB, four tokenizers, places, clusters and counts: %.2f ms", least);
    QVERIFY2(least < 5, qPrintable(QString::number(least)));
}

void SpeedTest::types() {
    TokensLab lab;
    TokenPanel panel(lab.study());
    lab.resize(1135, 898);
    lab.setTokenizers(tests::realTokenizers());
    lab.setText(tests::longText(10 * 1024));
    lab.show();
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&lab));
    QTRY_VERIFY(!lab.study().busy() && lab.study().explanation() != nullptr);
    QPlainTextEdit* editor = lab.findChild<SourceField*>()->editor();
    const double least =
        tests::quickest(20, 0, [&](int) { QTest::keyClick(editor, Qt::Key_A); });
    qInfo("key press in 10 kB, on the GUI thread: %.2f ms", least);
    QVERIFY2(least < 16, qPrintable(QString::number(least)));
    QTRY_VERIFY(!lab.study().busy());
    QCOMPARE(lab.study().snapshot()->text, lab.text());
    const SnapshotPointer snapshot = lab.study().snapshot();
    const double taken = tests::quickest(10, 0, [&](int) { Q_EMIT lab.study().snapshotChanged(); });
    qInfo("a new result of 10 kB, taken by all views: %.2f ms", taken);
    QVERIFY2(taken < 16, qPrintable(QString::number(taken)));
}

void SpeedTest::paints() {
    TokenStudy study;
    TokenizerRows rows(study);
    rows.resize(1600, 350);
    study.setTokenizers(tests::realTokenizers());
    study.setText(tests::longText(100 * 1024));
    QTRY_VERIFY(!study.busy());
    QImage image(rows.size(), QImage::Format_RGB32);
    const double near = tests::quickest(20, 0, [&](int) { rows.render(&image); });
    study.select({50'000, 50'010});
    const double middle = tests::quickest(20, 0, [&](int) { rows.render(&image); });
    qInfo("the rows of 100 kB: %.2f ms at the start, %.2f ms in the middle", near, middle);
    QVERIFY2(near < 16, qPrintable(QString::number(near)));
    QVERIFY2(middle < 16, qPrintable(QString::number(middle)));
}

// The window stays alive: the paste returns at once and the newest text wins.
void SpeedTest::pastesAMegabyte() {
    TokensLab lab;
    lab.resize(1135, 898);
    lab.setTokenizers(tests::realTokenizers());
    lab.show();
    const QByteArray text = tests::longText(1024 * 1024);
    QElapsedTimer timer;
    timer.start();
    lab.setText(text);
    const qint64 set = timer.elapsed();
    lab.setText(text + "end");
    qInfo("1 MB set in %lld ms", static_cast<long long>(set));
    QVERIFY2(set < 100, qPrintable(QString::number(set)));
    QTRY_VERIFY_WITH_TIMEOUT(!lab.study().busy(), 20'000);
    QCOMPARE(lab.study().snapshot()->text.size(), text.size() + 3);
    qInfo("its tokens came after %lld ms", static_cast<long long>(timer.elapsed()));
}

QTEST_MAIN(SpeedTest)
#include "speed_test.moc"
