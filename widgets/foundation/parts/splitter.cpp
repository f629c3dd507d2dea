#include "widgets/foundation/parts/splitter.h"

#include "widgets/foundation/theme/metrics.h"

#include <QSplitterHandle>

namespace vitrine::widgets {

namespace {

// Qt lets a handle overlap its neighbours by its margins and shows only its middle, but gives it
// two pixels a side at most: so the base's answer to a resize is left out.
class Grip final : public QSplitterHandle {
  public:
    Grip(Qt::Orientation orientation, QSplitter* parent) : QSplitterHandle(orientation, parent) {
        const int margin = (metrics::kSplitterGrip - metrics::kSplitter) / 2;
        setAttribute(Qt::WA_MouseNoMask);
        orientation == Qt::Horizontal ? setContentsMargins(margin, 0, margin, 0)
                                      : setContentsMargins(0, margin, 0, margin);
    }

  protected:
    void resizeEvent(QResizeEvent* event) override {
        QWidget::resizeEvent(event);
        setMask(QRegion(contentsRect()));
    }
};

} // namespace

Splitter::Splitter(Qt::Orientation orientation, QWidget* parent) : QSplitter(orientation, parent) {
    setHandleWidth(metrics::kSplitter);
    setChildrenCollapsible(false);
}

QSplitterHandle* Splitter::createHandle() {
    return new Grip(orientation(), this); // QSplitter takes it
}

} // namespace vitrine::widgets
