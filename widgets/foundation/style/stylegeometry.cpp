#include "widgets/foundation/style/stylegeometry.h"

#include "widgets/foundation/style/draw/fields.h"
#include "widgets/foundation/theme/metrics.h"

#include <QStyleOption>

#include <algorithm>

namespace vitrine::widgets {

namespace {

int handleLength(const QStyleOptionSlider& bar, int length) {
    const qint64 span = qint64(bar.maximum) - bar.minimum;
    if (span <= 0) {
        return length;
    }
    const qint64 share = qint64(length) * bar.pageStep / std::max<qint64>(1, span + bar.pageStep);
    return std::clamp(static_cast<int>(share), std::min(metrics::kLeastScrollHandle, length),
                      length);
}

} // namespace

QRect comboPart(const QRect& box, QStyle::SubControl part) {
    switch (part) {
    case QStyle::SC_ComboBoxArrow:
        return {box.right() - kComboArrow + 1, box.top(), kComboArrow, box.height()};
    case QStyle::SC_ComboBoxEditField:
        return box.adjusted(2, 1, -kComboArrow, -1);
    default:
        return box;
    }
}

QRect spinBoxPart(const QRect& box, QStyle::SubControl part) {
    const int left = box.right() - kSpinArrows;
    const int half = box.height() / 2;
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return {left, box.top() + 1, kSpinArrows, half - 1};
    case QStyle::SC_SpinBoxDown:
        return {left, box.top() + half, kSpinArrows, half - 1};
    case QStyle::SC_SpinBoxEditField:
        return box.adjusted(2, 1, -kSpinArrows - 2, -1);
    default:
        return box;
    }
}

QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part) {
    const QRect box = bar.rect;
    const bool upright = bar.orientation == Qt::Vertical;
    const int length = upright ? box.height() : box.width();
    const int handle = handleLength(bar, length);
    const int begin = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                      length - handle, bar.upsideDown);
    int from = 0;
    int size = length;
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        from = begin;
        size = handle;
        break;
    case QStyle::SC_ScrollBarSubPage:
        size = begin;
        break;
    case QStyle::SC_ScrollBarAddPage:
        from = begin + handle;
        size = length - from;
        break;
    case QStyle::SC_ScrollBarGroove:
        break;
    default:
        return {}; // no arrows, no first and last
    }
    const QRect along = upright ? QRect(box.left(), box.top() + from, box.width(), size)
                                : QRect(box.left() + from, box.top(), size, box.height());
    return QStyle::visualRect(bar.direction, box, along);
}

} // namespace vitrine::widgets
