#include "widgets/attention/pane/pinbadge.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::widgets {

PinBadge::PinBadge(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void PinBadge::setLetter(std::optional<int> letter) {
    letter_ = letter;
    setVisible(letter.has_value());
    setAccessibleName(letter ? tr("Pinned %1").arg(pinLetter(*letter)) : tr("Not pinned"));
    update();
}

QSize PinBadge::sizeHint() const {
    const int side = lookOf(this).scaled(metrics::kPin) + 1;
    return {side, side};
}

void PinBadge::paintEvent(QPaintEvent*) {
    if (letter_) {
        QPainter painter(this);
        paintPin(painter, rect(), *letter_, lookOf(this));
    }
}

} // namespace vitrine::widgets
