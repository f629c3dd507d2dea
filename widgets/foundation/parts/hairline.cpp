#include "widgets/foundation/parts/hairline.h"

#include "widgets/foundation/theme/theme.h"

#include <QPainter>

namespace vitrine::widgets {

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent) {
    const bool across = orientation == Qt::Horizontal;
    if (across) {
        setFixedHeight(metrics::kHairline);
    } else {
        setFixedWidth(metrics::kHairline);
    }
    setSizePolicy(across ? QSizePolicy::Expanding : QSizePolicy::Fixed,
                  across ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Hairline::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), lookOf(this).color(Token::Line));
}

} // namespace vitrine::widgets
