#include "widgets/foundation/parts/colourbarview.h"

#include "widgets/foundation/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace vitrine::widgets {

namespace {

constexpr int kLeastUpright = 96;
constexpr int kLeastFlat = 48;
constexpr int kFlat = 104;

} // namespace

ColourBarView::ColourBarView(Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent), orientation_(orientation) {
    const bool upright = orientation == Qt::Vertical;
    setSizePolicy(upright ? QSizePolicy::Fixed : QSizePolicy::Preferred,
                  upright ? QSizePolicy::Preferred : QSizePolicy::Fixed);
    setAccessibleName(tr("Colour bar"));
    setAccessibleDescription(spokenBar(model_));
}

void ColourBarView::setModel(const ColourBarModel& model) {
    if (model == model_) {
        return;
    }
    model_ = model;
    setAccessibleDescription(spokenBar(model_));
    setToolTip(spokenBar(model_));
    updateGeometry();
    update();
}

QSize ColourBarView::sizeHint() const {
    const Look& look = lookOf(this);
    return orientation_ == Qt::Vertical
               ? uprightBarSize(model_, look.scaled(metrics::kMostColourBar), look).toSize()
               : flatBarSize(model_, look.scaled(kFlat), look).toSize();
}

QSize ColourBarView::minimumSizeHint() const {
    const Look& look = lookOf(this);
    return orientation_ == Qt::Vertical ? uprightBarSize(model_, kLeastUpright, look).toSize()
                                        : flatBarSize(model_, kLeastFlat, look).toSize();
}

void ColourBarView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    if (orientation_ == Qt::Vertical) {
        // Room for the upper half of the top label.
        const double top = look.lineHeight(TextStyle::Caption) / 2.0;
        paintUprightBar(painter, QRectF(rect()).adjusted(0, top, 0, 0), model_, look);
    } else {
        paintFlatBar(painter, rect(), model_, look);
    }
}

void ColourBarView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

} // namespace vitrine::widgets
