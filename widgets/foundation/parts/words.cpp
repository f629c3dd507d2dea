#include "widgets/foundation/parts/words.h"

#include "widgets/foundation/theme/theme.h"

#include <QEvent>

namespace vitrine::widgets {

Words::Words(TextStyle style, Token token, QWidget* parent)
    : Words(QString(), style, token, parent) {}

Words::Words(const QString& text, TextStyle style, Token token, QWidget* parent)
    : QLabel(text, parent), style_(style), token_(token) {
    setTextFormat(Qt::PlainText);
    restyle();
}

void Words::setStyleAndToken(TextStyle style, Token token) {
    style_ = style;
    token_ = token;
    restyle();
}

void Words::changeEvent(QEvent* event) {
    const bool look = event->type() == QEvent::PaletteChange ||
                      event->type() == QEvent::StyleChange || event->type() == QEvent::ParentChange;
    if (look && !restyling_) {
        restyle();
    }
    QLabel::changeEvent(event);
}

void Words::restyle() {
    restyling_ = true; // setting font and palette comes back as a change
    const Look& look = lookOf(this);
    setFont(look.font(style_));
    QPalette own;
    own.setColor(QPalette::WindowText, look.color(token_));
    setPalette(own);
    restyling_ = false;
}

} // namespace vitrine::widgets
