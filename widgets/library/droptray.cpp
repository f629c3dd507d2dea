#include "widgets/library/droptray.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace vitrine::widgets {

namespace {

constexpr int kHeight = 32;
constexpr double kGap = 8;

} // namespace

DropTray::DropTray(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Drop anything here"));
    setAccessibleDescription(tr("Opens a workspace, a text file, a model folder or a tokenizer"));
    setToolTip(tr("Drop a text file, a model folder, tokenizer files or a workspace anywhere on "
                  "the window, or click to choose one"));
    setRingPlace(*this, RingPlace::Inside);
}

void DropTray::setInviting(bool inviting) {
    inviting_ = inviting;
    update();
}

QSize DropTray::sizeHint() const {
    return {120, lookOf(this).scaled(kHeight)};
}

QSize DropTray::minimumSizeHint() const {
    return {44, sizeHint().height()};
}

void DropTray::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look& look = lookOf(this);
    painter.fillRect(0, 0, width(), 1, look.color(Token::Line));
    if (inviting_ || underMouse()) {
        painter.fillRect(rect().adjusted(0, 1, 0, 0),
                         look.color(inviting_ ? Token::Sel : Token::Hover));
    }
    const double icon = look.scaled(metrics::kIcon);
    const QRectF place(metrics::kPanePadding, (height() + 1 - icon) / 2, icon, icon);
    paintIcon(painter, place, Icon::Drop, look.color(Token::T3));
    const QRectF text(place.right() + kGap, 1, width() - place.right() - 2 * kGap, height() - 1);
    paintWords(painter, text, Qt::AlignLeft | Qt::AlignVCenter, tr("Drop anything here"),
               TextStyle::Base, inviting_ ? Token::T1 : Token::T2, look, /*elide=*/true);
}

void DropTray::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint())) {
        Q_EMIT clicked();
    }
}

void DropTray::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space) {
        Q_EMIT clicked();
        return;
    }
    QWidget::keyPressEvent(event);
}

void DropTray::enterEvent(QEnterEvent*) {
    update();
}

void DropTray::leaveEvent(QEvent*) {
    update();
}

} // namespace vitrine::widgets
