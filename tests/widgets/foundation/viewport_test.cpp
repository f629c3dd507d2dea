#include "widgets/foundation/canvas/viewport.h"
#include "widgets/foundation/canvas/zoomcanvas.h"
#include "widgets/foundation/theme/theme.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace vitrine::widgets;

namespace {

bool near(const QPointF& a, const QPointF& b) {
    return std::abs(a.x() - b.x()) < 1e-9 && std::abs(a.y() - b.y()) < 1e-9;
}

class Canvas final : public ZoomCanvas {
  public:
    QRect canvasRect() const override { return rect().adjusted(20, 10, 0, 0); }
};

void wheel(QWidget& widget, const QPointF& at, int eighths) {
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, eighths}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class ViewportTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void fitsTheWhole();
    void zoomKeepsTheItemUnderThePointer();
    void staysInsideTheContent();
    void panMoves();
    void revealMovesLeast();
    void resizeKeepsTheMiddle();
    void emptyViewsAreHarmless();
    void snapsToDevicePixels_data();
    void snapsToDevicePixels();
    void canvasByWheelDragAndKeys();
    void ctrlClickIsNoDrag();
};

void ViewportTest::fitsTheWhole() {
    Viewport viewport({100, 50}, {400, 400});
    viewport.setMostScale(64);
    QCOMPARE(viewport.scale(), 4.0);
    QVERIFY(viewport.fitted());
    QCOMPARE(viewport.visibleItems(), QRectF(0, 0, 100, 50));
    const Viewport tiny({2, 2}, {400, 400});
    QCOMPARE(tiny.scale(), 64.0); // cells do not grow beyond the limit
    QVERIFY(tiny.fitted());
}

void ViewportTest::zoomKeepsTheItemUnderThePointer() {
    Viewport viewport({1000, 1000}, {500, 500});
    const QPointF pointer(123, 377);
    const QPointF item = viewport.toItem(pointer);
    for (int i = 0; i < 10; ++i) {
        viewport.zoomAt(pointer, 1.3);
        QVERIFY(near(viewport.toItem(pointer), item));
    }
    QVERIFY(!viewport.fitted());
    QVERIFY(near(viewport.toView(viewport.toItem({17, 23})), {17, 23}));
    viewport.zoomAt(pointer, 1e9);
    QCOMPARE(viewport.scale(), viewport.mostScale());
    viewport.zoomAt(pointer, 1e-9);
    QVERIFY(viewport.fitted());
    QCOMPARE(viewport.origin(), QPointF());
}

void ViewportTest::staysInsideTheContent() {
    Viewport viewport({1000, 1000}, {500, 500});
    viewport.zoomAt({0, 0}, 4);
    viewport.pan({500, 500});
    QCOMPARE(viewport.origin(), QPointF(0, 0));
    viewport.pan({-1e7, -1e7});
    QCOMPARE(viewport.visibleItems().bottomRight(), QPointF(1000, 1000));
}

void ViewportTest::panMoves() {
    Viewport viewport({1000, 1000}, {500, 500});
    viewport.zoomAt({0, 0}, 4); // 2 pixels an item
    viewport.pan({-100, -40});
    QCOMPARE(viewport.origin(), QPointF(50, 20));
}

void ViewportTest::revealMovesLeast() {
    Viewport viewport({1000, 1000}, {500, 500});
    viewport.zoomAt({0, 0}, 4); // 250 items in view
    viewport.reveal({300, 10, 1, 1});
    QCOMPARE(viewport.origin(), QPointF(51, 0));
    viewport.reveal({200, 100, 1, 1}); // already there
    QCOMPARE(viewport.origin(), QPointF(51, 0));
    viewport.reveal({5, 5, 1, 1});
    QCOMPARE(viewport.origin(), QPointF(5, 0));
}

void ViewportTest::resizeKeepsTheMiddle() {
    Viewport viewport({1000, 1000}, {500, 500});
    viewport.setView({250, 500});
    QCOMPARE(viewport.scale(), 0.25); // fitted stays fitted
    viewport.setView({500, 500});
    viewport.zoomAt({250, 250}, 4);
    const QPointF middle = viewport.toItem({250, 250});
    viewport.setView({300, 700});
    QVERIFY(near(viewport.toItem({150, 350}), middle));
}

void ViewportTest::emptyViewsAreHarmless() {
    Viewport viewport({0, 0}, {0, 0});
    viewport.zoomAt({0, 0}, 2);
    viewport.setView({0, 0});
    viewport.setContent({10, 10});
    viewport.pan({5, 5});
    viewport.setView({100, 100});
    viewport.fit();
    QCOMPARE(viewport.scale(), 10.0);
}

void ViewportTest::snapsToDevicePixels_data() {
    QTest::addColumn<double>("ratio");
    QTest::addRow("100 %%") << 1.0;
    QTest::addRow("150 %%") << 1.5;
    QTest::addRow("200 %%") << 2.0;
}

void ViewportTest::snapsToDevicePixels() {
    QFETCH(double, ratio);
    const QRectF box = snapped(QRectF(10.3, 20.7, 5.45, 7.77), ratio);
    for (const double edge : {box.left(), box.top(), box.right(), box.bottom()}) {
        QVERIFY(std::abs(edge * ratio - std::round(edge * ratio)) < 1e-9);
    }
    QVERIFY(std::abs(box.left() - 10.3) <= 0.5 / ratio);
    // Neighbours share their edge: no gap, no overlap.
    QCOMPARE(snapped(QRectF(0, 0, 10.3, 1), ratio).right(), box.left());
}

void ViewportTest::canvasByWheelDragAndKeys() {
    Theme theme;
    theme.install(*qApp);
    Canvas canvas;
    canvas.resize(520, 510);
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas));
    canvas.setContentSize({1000, 1000});
    QSignalSpy changed(&canvas, &ZoomCanvas::viewportChanged);
    QCOMPARE(canvas.viewport().scale(), 0.5);
    QCOMPARE(canvas.itemAt({20, 10}), QPointF(0, 0));

    const QPointF pointer(220, 310);
    const QPointF item = canvas.itemAt(pointer);
    wheel(canvas, pointer, 120);
    QCOMPARE(canvas.viewport().scale(), 0.625);
    QVERIFY(near(canvas.itemAt(pointer), item));
    QCOMPARE(changed.count(), 1);

    const QPointF before = canvas.itemAt({270, 260});
    QTest::mousePress(&canvas, Qt::MiddleButton, {}, QPoint(270, 260));
    QTest::mouseMove(&canvas, QPoint(240, 250));
    QTest::mouseMove(&canvas, QPoint(230, 240));
    QTest::mouseRelease(&canvas, Qt::MiddleButton, {}, QPoint(230, 240));
    QVERIFY(near(canvas.itemAt({230, 240}), before));

    QTest::keyClick(&canvas, Qt::Key_Plus);
    QVERIFY(canvas.viewport().scale() > 0.7);
    QTest::keyClick(&canvas, Qt::Key_0, Qt::ControlModifier);
    QVERIFY(canvas.viewport().fitted());
    const int count = changed.count();
    QTest::keyClick(&canvas, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(changed.count(), count); // nothing changed, nothing said
}

void ViewportTest::ctrlClickIsNoDrag() {
    Theme theme;
    theme.install(*qApp);
    Canvas canvas;
    canvas.resize(520, 510);
    canvas.show();
    QVERIFY(QTest::qWaitForWindowExposed(&canvas));
    canvas.setContentSize({1000, 1000});
    canvas.zoomAt({270, 260}, 4);
    const Viewport before = canvas.viewport();
    QTest::mousePress(&canvas, Qt::LeftButton, Qt::ControlModifier, QPoint(270, 260));
    QTest::mouseMove(&canvas, QPoint(271, 261));
    QTest::mouseRelease(&canvas, Qt::LeftButton, Qt::ControlModifier, QPoint(271, 261));
    QCOMPARE(canvas.viewport(), before);
}

QTEST_MAIN(ViewportTest)
#include "viewport_test.moc"
