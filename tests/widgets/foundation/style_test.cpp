#include "widgets/foundation/parts/segments.h"
#include "widgets/foundation/style/focusring.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <cstdlib>
#include <memory>

using namespace vitrine::widgets;

namespace {

QColor at(QWidget& widget, int x, int y) {
    return widget.grab().toImage().pixelColor(x, y);
}

const QWidget* ring(const Theme& theme) {
    return theme.findChild<FocusRing*>()->overlay();
}

} // namespace

/// Facts about what the style draws and measures, in both themes.
class StyleTest final : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void heights();
    void rolesInColours();
    void checkAndSwitch();
    void segmentsInInk();
    void faultyField();
    void disabledHasNoFill();
    void comboWordTakesRoom();
    void scrollBarWithoutArrows();
    void sliderByClick();
    void menuRows();
    void focusRingByKeyboardOnly();
    void focusRingFollowsAndIsCut();

  private:
    std::unique_ptr<Theme> theme_;
};

void StyleTest::initTestCase_data() {
    QTest::addColumn<bool>("dark");
    QTest::addRow("light") << false;
    QTest::addRow("dark") << true;
}

void StyleTest::init() {
    QFETCH_GLOBAL(bool, dark);
    theme_ = std::make_unique<Theme>(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    theme_->install(*qApp);
}

void StyleTest::cleanup() {
    theme_.reset();
}

void StyleTest::heights() {
    QPushButton button(QStringLiteral("Go"));
    QComboBox combo;
    QLineEdit field;
    QSpinBox spin;
    for (QWidget* widget : std::initializer_list<QWidget*>{&button, &combo, &field, &spin}) {
        QCOMPARE(widget->sizeHint().height(), 28);
    }
    setCompact(button);
    setCompact(combo);
    QCOMPARE(button.sizeHint().height(), 24);
    QCOMPARE(combo.sizeHint().height(), 24);
    QToolButton lab;
    lab.setText(QStringLiteral("Attention"));
    setRole(lab, Role::Lab);
    QCOMPARE(lab.sizeHint().height(), 44);
    QCheckBox check(QStringLiteral("Ids"));
    QVERIFY(check.sizeHint().height() >= metrics::kLeastHit);
}

void StyleTest::rolesInColours() {
    QPushButton button(QStringLiteral("Launch"));
    button.resize(100, 28);
    QCOMPARE(at(button, 5, 14), theme_->color(Token::S2));
    QCOMPARE(at(button, 50, 0), theme_->color(Token::Outline));
    setRole(button, Role::Primary);
    QCOMPARE(at(button, 5, 14), theme_->color(Token::Ink));
    setRole(button, Role::Danger);
    QCOMPARE(at(button, 5, 14), theme_->color(Token::S2)); // never filled
    QCOMPARE(at(button, 50, 0), theme_->color(Token::DangerMark));
    setRole(button, Role::Quiet);
    QCOMPARE(at(button, 5, 14), theme_->color(Token::S1));
    button.setAttribute(Qt::WA_UnderMouse);
    QCOMPARE(at(button, 5, 14), theme_->color(Token::Hover));
    button.setDown(true);
    QCOMPARE(at(button, 5, 14), theme_->color(Token::Press));
}

void StyleTest::checkAndSwitch() {
    QCheckBox check;
    check.resize(40, 24);
    QCOMPARE(at(check, 3, 12), theme_->color(Token::S2));
    check.setChecked(true);
    QCOMPARE(at(check, 1, 12), theme_->color(Token::Ink));
    QCheckBox toggle;
    setRole(toggle, Role::Switch);
    toggle.resize(60, 24);
    toggle.setChecked(true);
    QCOMPARE(at(toggle, 6, 12), theme_->color(Token::Ink));
    QCOMPARE(at(toggle, metrics::kSwitchWidth - 8, 12), theme_->color(Token::OnInk));
    QTest::mouseClick(&toggle, Qt::LeftButton, {}, QPoint(metrics::kSwitchWidth - 3, 12));
    QVERIFY(!toggle.isChecked());
}

void StyleTest::segmentsInInk() {
    Segments segments(QStringLiteral("View"));
    segments.add(QStringLiteral("Space"));
    segments.add(QStringLiteral("Time"));
    segments.resize(segments.sizeHint());
    segments.show();
    QCOMPARE(at(*segments.button(0), 4, 12), theme_->color(Token::Ink));
    QCOMPARE(at(*segments.button(1), 4, 12), theme_->color(Token::S2));
    QCOMPARE(segments.button(0)->geometry().right() + 1, segments.button(1)->geometry().left());
}

void StyleTest::faultyField() {
    QLineEdit field;
    field.resize(100, 28);
    QCOMPARE(at(field, 50, 0), theme_->color(Token::Outline));
    setRole(field, Role::Fault);
    QCOMPARE(at(field, 50, 0), theme_->color(Token::DangerMark));
    QCOMPARE(at(field, 50, 1), theme_->color(Token::DangerMark)); // 2 px
    QCOMPARE(at(field, 90, 14), theme_->color(Token::S2));
}

void StyleTest::disabledHasNoFill() {
    QPushButton button(QStringLiteral("Off"));
    button.setEnabled(false);
    button.resize(100, 28);
    QCOMPARE(at(button, 5, 14), theme_->color(Token::S1));
    QCOMPARE(at(button, 50, 0), theme_->color(Token::Line));
}

void StyleTest::comboWordTakesRoom() {
    QComboBox combo;
    combo.addItem(QStringLiteral("per layer"));
    const int before = combo.sizeHint().width();
    setComboWord(combo, QStringLiteral("Range"));
    QVERIFY(combo.sizeHint().width() > before + 20);
    QCOMPARE(combo.accessibleName(), QStringLiteral("Range"));
}

void StyleTest::scrollBarWithoutArrows() {
    QScrollArea area;
    auto* content = new QWidget;
    content->setFixedSize(100, 4000);
    area.setWidget(content);
    area.resize(200, 300);
    area.show();
    QVERIFY(QTest::qWaitForWindowExposed(&area));
    QScrollBar* bar = area.verticalScrollBar();
    QCOMPARE(bar->width(), 8);
    QTest::mousePress(bar, Qt::LeftButton, {}, QPoint(4, 5)); // the handle begins at the very top
    QTest::mouseMove(bar, QPoint(4, 155));
    QTest::mouseRelease(bar, Qt::LeftButton, {}, QPoint(4, 155));
    QVERIFY(bar->value() > bar->maximum() / 3);
    QTest::mouseClick(bar, Qt::LeftButton, {}, QPoint(4, 295));
    QVERIFY(bar->value() > bar->maximum() / 2);
}

void StyleTest::sliderByClick() {
    QSlider slider(Qt::Horizontal);
    slider.setRange(0, 100);
    slider.resize(218, 24);
    QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(109, 12));
    QVERIFY2(std::abs(slider.value() - 50) <= 1, qPrintable(QString::number(slider.value())));
    QCOMPARE(at(slider, 20, 12), theme_->color(Token::Ink));
    QCOMPARE(at(slider, 109, 12), theme_->color(Token::S2));
}

void StyleTest::menuRows() {
    QMenu menu;
    QAction* open = menu.addAction(QStringLiteral("&Open…"));
    open->setShortcut(QKeySequence::Open);
    menu.addSeparator();
    menu.addAction(QStringLiteral("Close"));
    menu.ensurePolished();
    QCOMPARE(menu.actionGeometry(open).height(), 26);
}

void StyleTest::focusRingByKeyboardOnly() {
    QWidget window;
    auto* layout = new QHBoxLayout(&window);
    auto* first = new QPushButton(QStringLiteral("First"));
    auto* second = new QPushButton(QStringLiteral("Second"));
    layout->addWidget(first);
    layout->addWidget(second);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::mouseClick(first, Qt::LeftButton);
    QVERIFY(first->hasFocus());
    QVERIFY(ring(*theme_) == nullptr);
    QTest::keyClick(first, Qt::Key_Tab);
    QVERIFY(second->hasFocus());
    QVERIFY(ring(*theme_) != nullptr);
    const QRect around = ring(*theme_)->geometry();
    QVERIFY(around.contains(second->geometry().adjusted(-3, -3, 3, 3)));
    // Ink outside a pixel of surface.
    const QImage picture = window.grab().toImage();
    const QPoint middle(second->geometry().center().x(), second->geometry().top());
    QCOMPARE(picture.pixelColor(middle.x(), middle.y() - 1), theme_->color(Token::S2));
    QCOMPARE(picture.pixelColor(middle.x(), middle.y() - 2), theme_->color(Token::Ink));
    QCOMPARE(picture.pixelColor(middle.x(), middle.y() - 3), theme_->color(Token::Ink));
    QTest::mouseClick(second, Qt::LeftButton);
    QVERIFY(ring(*theme_) == nullptr);
}

void StyleTest::focusRingFollowsAndIsCut() {
    QScrollArea area;
    auto* content = new QWidget;
    auto* button = new QPushButton(QStringLiteral("Deep"), content);
    content->setFixedSize(200, 2000);
    button->move(20, 50);
    area.setWidget(content);
    area.resize(300, 300);
    area.show();
    area.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&area));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Shift);
    QVERIFY(ring(*theme_) != nullptr);
    const int before = ring(*theme_)->y();
    area.verticalScrollBar()->setValue(30);
    QTRY_COMPARE(ring(*theme_)->y(), before - 30);
    area.verticalScrollBar()->setValue(500);
    QTRY_VERIFY(ring(*theme_) == nullptr); // scrolled away
}

QTEST_MAIN(StyleTest)
#include "style_test.moc"
