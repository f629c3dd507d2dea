#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/statusband.h"
#include "tests/app/vitrine/windowfixture.h"
#include "tests/app/vitrine/windowtests.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/attention/grid/headgrid.h"
#include "widgets/attention/pane/navigatorpane.h"
#include "widgets/foundation/parts/colourbarview.h"

#include <QTest>

using namespace vitrine;
using namespace vitrine::app;
using vitrine::tests::WindowFixture;

namespace {

// The average lightness of a picture, 0 … 255.
double lightnessOf(const QImage& image) {
    const QImage small = image.scaled(16, 16, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    double sum = 0;
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x) {
            sum += QColor(small.pixel(x, y)).lightness();
        }
    }
    return sum / (small.width() * small.height());
}

} // namespace

void LookTest::cleanup() {
    vitrine::tests::resetTestTheme();
}

void LookTest::themeSwitches() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const QImage light = fixture.picture(*fixture.window);
    fixture.trigger(QStringLiteral("view.themeDark"));
    QVERIFY(fixture.settled());
    const QImage dark = fixture.picture(*fixture.window);
    QVERIFY(lightnessOf(light) > 200);
    QVERIFY2(lightnessOf(dark) < 80, qPrintable(QString::number(lightnessOf(dark))));
    fixture.trigger(QStringLiteral("view.themeLight"));
    QVERIFY(fixture.settled());
    QVERIFY(tests::samePicture(fixture.picture(*fixture.window), light, QStringLiteral("light-again")));
}

void LookTest::textSizeGrows() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    const int before = fixture.window->status().sizeHint().height();
    for (int step = 0; step < 9; ++step) {
        fixture.trigger(QStringLiteral("view.textLarger"));
    }
    QCOMPARE(fixture.theme().textScale(), 1.5);
    QVERIFY(fixture.window->status().sizeHint().height() > before);
    QVERIFY(fixture.settled());
    fixture.trigger(QStringLiteral("view.textNormal"));
    QCOMPARE(fixture.window->status().sizeHint().height(), before);
}

void LookTest::presenterModeEchoesKeys() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    fixture.trigger(QStringLiteral("view.presenter"));
    QCOMPARE(fixture.theme().textScale(), LookSettings::kPresenterScale);
    QTest::keyClick(fixture.window->windowHandle(), Qt::Key_BracketRight);
    QCOMPARE(fixture.window->status().facts().first(), QStringLiteral("]"));
    fixture.trigger(QStringLiteral("view.presenter"));
    QCOMPARE(fixture.theme().textScale(), 1.0);
}

void LookTest::everyMapHasItsBar() {
    WindowFixture fixture;
    QVERIFY(fixture.start());
    int bars = 0;
    for (const auto* bar :
         fixture.window->attentionPage().lab().findChildren<widgets::ColourBarView*>()) {
        bars += bar->isVisible() && bar->width() > 0 ? 1 : 0;
        if (bar->isVisible()) {
            QVERIFY(!bar->model().rule.isEmpty());
        }
    }
    QVERIFY(bars >= 1);
}
