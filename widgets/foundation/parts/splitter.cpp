#include "widgets/foundation/parts/splitter.h"

#include "widgets/foundation/theme/metrics.h"

#include <QSplitterHandle>

namespace vitrine::widgets {

namespace {

// Qt lets a handle of one pixel overlap its neighbours by its margins, and shows only its middle.
class Grip final : public QSplitterHandle {
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void resizeEvent(QResizeEvent* event) override {
        QSplitterHandle::resizeEvent(event);
        const int margin = (metrics::kSplitterGrip - metrics::kSplitter) / 2;
        orientation() == Qt::Horizontal ? setContentsMargins(margin, 0, margin, 0)
                                        : setContentsMargins(0, margin, 0, margin);
        setMask(QRegion(contentsRect()));
    }
};

} // namespace

Splitter::Splitter(Qt::Orientation orientation, QWidget* parent)
    : QSplitter(orientation, parent) {
    setHandleWidth(metrics::kSplitter);
    setChildrenCollapsible(false);
}

QSplitterHandle* Splitter::createHandle() {
    auto* grip = new Grip(orientation(), this); // QSplitter takes it
    grip->setAttribute(Qt::WA_MouseNoMask);
    return grip;
}

} // namespace vitrine::widgets
