#include "widgets/foundation/parts/toast.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/parts/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace vitrine::widgets {

namespace {

constexpr int kRoomForShadow = 12;
constexpr int kToastPadding = 12;

} // namespace

Toast::Toast(QWidget* parent)
    : QWidget(parent)
    , words_(new Words(TextStyle::Small, Token::T1, this))
    , button_(new QPushButton(this)) {
    setRole(*button_, Role::Quiet);
    QFont strong;
    strong.setBold(true);
    button_->setFont(strong);
    setCompact(*button_);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(kRoomForShadow + kToastPadding, kRoomForShadow, kRoomForShadow + 4,
                               kRoomForShadow);
    layout->setSpacing(metrics::kWideGroupGap);
    layout->addWidget(words_);
    layout->addWidget(button_);
    setAccessibleName(tr("Note"));
    hide();
    timer_.setSingleShot(true);
    timer_.setInterval(metrics::kToastMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &QWidget::hide);
    connect(button_, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto action = std::exchange(action_, {})) {
            action();
        }
    });
    parent->installEventFilter(this);
    button_->installEventFilter(this);
}

void Toast::tell(const QString& text) {
    tell(text, {}, {});
}

void Toast::tell(const QString& text, const QString& act, std::function<void()> action) {
    words_->setText(text);
    button_->setText(act);
    button_->setVisible(!act.isEmpty());
    action_ = std::move(action);
    setAccessibleDescription(text);
    place();
    show();
    raise();
    timer_.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString Toast::text() const {
    return words_->text();
}

void Toast::place() {
    const int height = lookOf(this).scaled(metrics::kToastHeight) + 2 * kRoomForShadow;
    const int most = parentWidget()->width() - 2 * metrics::kGrid;
    resize(std::min(layout()->sizeHint().width(), most), height);
    move(metrics::kGrid, parentWidget()->height() - height - metrics::kGrid);
}

void Toast::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    const QRectF card =
        QRectF(rect()).adjusted(kRoomForShadow, kRoomForShadow, -kRoomForShadow, -kRoomForShadow);
    paintShadow(painter, card, metrics::kCardRadius, look);
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.setBrush(look.color(Token::S3));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kCardRadius,
                            metrics::kCardRadius);
}

void Toast::enterEvent(QEnterEvent* event) {
    timer_.stop();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event) {
    timer_.start();
    QWidget::leaveEvent(event);
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    } else if (watched == button_ && event->type() == QEvent::FocusIn) {
        timer_.stop();
    } else if (watched == button_ && event->type() == QEvent::FocusOut) {
        timer_.start();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vitrine::widgets
