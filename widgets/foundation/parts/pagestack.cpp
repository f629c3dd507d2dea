#include "widgets/foundation/parts/pagestack.h"

namespace vitrine::widgets {

PageStack::PageStack(QWidget* parent)
    : QStackedWidget(parent) {
    connect(this, &QStackedWidget::currentChanged, this, &QWidget::updateGeometry);
}

QSize PageStack::sizeHint() const {
    return currentWidget() == nullptr ? QSize() : currentWidget()->sizeHint();
}

QSize PageStack::minimumSizeHint() const {
    return currentWidget() == nullptr ? QSize() : currentWidget()->minimumSizeHint();
}

} // namespace vitrine::widgets
