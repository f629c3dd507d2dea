#include "app/vitrine/window/palettebutton.h"

#include "widgets/foundation/icons/icons.h"
#include "widgets/foundation/paint/keyhint.h"
#include "widgets/foundation/style/role.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

#include <cmath>

namespace vitrine::app {

namespace metrics = widgets::metrics;

namespace {

constexpr int kButtonPadding = 6;

widgets::KeyHint hint() {
    return {.keys = {QStringLiteral("Ctrl K")}, .text = {}};
}

} // namespace

PaletteButton::PaletteButton(QWidget* parent)
    : QToolButton(parent) {
    widgets::setRole(*this, widgets::Role::Quiet);
    setAccessibleName(tr("Command palette"));
    setToolTip(tr("Find any command, sample or model (Ctrl+K)"));
    setFocusPolicy(Qt::TabFocus);
}

QSize PaletteButton::sizeHint() const {
    const widgets::Look& look = widgets::lookOf(this);
    const double width = kButtonPadding * 2 + look.scaled(metrics::kIcon) + metrics::kRowGap +
                         widgets::keyHintWidth(hint(), look);
    return {static_cast<int>(std::ceil(width)), look.rows().control};
}

void PaletteButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const widgets::Look& look = widgets::lookOf(this);
    if (isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.color(isDown() ? widgets::Token::Press : widgets::Token::Hover));
        painter.drawRoundedRect(rect(), metrics::kRadius, metrics::kRadius);
    }
    const int icon = look.scaled(metrics::kIcon);
    const QRectF place(kButtonPadding, (height() - icon) / 2.0, icon, icon);
    widgets::paintIcon(painter, place, widgets::Icon::Search, look.color(widgets::Token::T2));
    widgets::paintKeyHint(painter, QPointF(place.right() + metrics::kRowGap, height() / 2.0),
                          hint(), look);
}

} // namespace vitrine::app
