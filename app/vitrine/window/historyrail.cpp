#include "app/vitrine/window/historyrail.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/metrics.h"
#include "widgets/foundation/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace vitrine::app {

namespace metrics = widgets::metrics;
using widgets::TextStyle;
using widgets::Token;

namespace {

constexpr double kPadding = 9;
constexpr double kNumberGap = 6;
constexpr double kGap = 4;

} // namespace

HistoryRail::HistoryRail(QWidget* parent)
    : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("History"));
    setWhatsThis(tr("Every trace of this session. Choosing one shows it again without running the "
                    "model; the text goes back with it, and undo brings the newer one back."));
}

void HistoryRail::setStops(std::vector<RailStop> stops, int current) {
    stops_ = std::move(stops);
    current_ = current;
    cursor_ = std::min(cursor_, static_cast<int>(stops_.size()) - 1);
    const QString now = current_ < 0 ? tr("empty")
                                     : tr("trace %1 of %2, %3")
                                           .arg(current_ + 1)
                                           .arg(stops_.size())
                                           .arg(stops_[static_cast<std::size_t>(current_)].label);
    setAccessibleDescription(now);
    layOut();
    update();
}

void HistoryRail::layOut() {
    const widgets::Look& look = widgets::lookOf(this);
    rects_.assign(stops_.size(), {});
    const double head = metrics::kPanePadding +
                        widgets::wordsWidth(tr("History"), TextStyle::Head, look) + 12;
    const double note = widgets::wordsWidth(tr("restored without re-running"), TextStyle::Small,
                                            look);
    double right = width() - metrics::kPanePadding - note - 24;
    const double rowHeight = look.rows().toolControl;
    const double top = (height() - rowHeight) / 2;
    std::vector<double> widths;
    double total = 0;
    for (std::size_t stop = 0; stop < stops_.size(); ++stop) {
        widths.push_back(
            2 * kPadding + kNumberGap +
            widgets::wordsWidth(QString::number(stop + 1), TextStyle::Small, look) +
            widgets::wordsWidth(stops_[stop].label, TextStyle::Small, look));
        total += widths.back() + kGap;
    }
    // Everything from the left if it fits, else the newest ones from the right.
    std::size_t first = 0;
    while (total > right - head && first + 1 < stops_.size()) {
        total -= widths[first] + kGap;
        ++first;
    }
    double x = head;
    for (std::size_t stop = first; stop < stops_.size(); ++stop) {
        rects_[stop] = QRectF(x, top, std::min(widths[stop], right - x), rowHeight);
        x += widths[stop] + kGap;
    }
}

QSize HistoryRail::sizeHint() const {
    return {200, widgets::lookOf(this).scaled(metrics::kHistoryRailHeight)};
}

QSize HistoryRail::minimumSizeHint() const {
    return {80, sizeHint().height()};
}

QRectF HistoryRail::stopRect(int stop) const {
    return rects_.at(static_cast<std::size_t>(stop));
}

int HistoryRail::stopAt(const QPointF& point) const {
    for (std::size_t stop = 0; stop < rects_.size(); ++stop) {
        if (rects_[stop].contains(point)) {
            return static_cast<int>(stop);
        }
    }
    return -1;
}

void HistoryRail::restore(int stop) {
    if (stop >= 0 && stop < static_cast<int>(stops_.size())) {
        cursor_ = stop;
        Q_EMIT restoreRequested(stops_[static_cast<std::size_t>(stop)].entry);
    }
}

void HistoryRail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const widgets::Look& look = widgets::lookOf(this);
    painter.fillRect(rect(), look.color(Token::S1));
    painter.fillRect(0, 0, width(), 1, look.color(Token::Line));
    constexpr int kSide = metrics::kPanePadding;
    const QRectF text = QRectF(rect()).adjusted(kSide, 0, -kSide, 0);
    widgets::paintWords(painter, text, Qt::AlignLeft | Qt::AlignVCenter, tr("History"),
                        TextStyle::Head, Token::T1, look);
    widgets::paintWords(painter, text, Qt::AlignRight | Qt::AlignVCenter,
                        tr("restored without re-running"), TextStyle::Small, Token::T3, look);
    for (std::size_t stop = 0; stop < rects_.size(); ++stop) {
        const QRectF& place = rects_[stop];
        if (place.isEmpty()) {
            continue;
        }
        const bool chosen = static_cast<int>(stop) == current_;
        if (chosen || static_cast<int>(stop) == hovered_) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(look.color(chosen ? Token::Sel : Token::Hover));
            painter.drawRoundedRect(place, metrics::kRadius, metrics::kRadius);
        }
        QRectF inner = place.adjusted(kPadding, 0, -kPadding, 0);
        const double number =
            widgets::paintWords(painter, inner, Qt::AlignLeft | Qt::AlignVCenter,
                                QString::number(stop + 1), TextStyle::Small, Token::T3, look);
        inner.setLeft(inner.left() + number + kNumberGap);
        widgets::paintWords(painter, inner, Qt::AlignLeft | Qt::AlignVCenter, stops_[stop].label,
                            TextStyle::Small, Token::T1, look, /*elide=*/true);
        if (hasFocus() && static_cast<int>(stop) == cursor_) {
            widgets::paintFocusRing(painter, place.adjusted(3, 3, -3, -3), metrics::kRadius, look);
        }
    }
}

void HistoryRail::mouseMoveEvent(QMouseEvent* event) {
    const int stop = stopAt(event->position());
    if (stop != hovered_) {
        hovered_ = stop;
        update();
    }
}

void HistoryRail::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        restore(stopAt(event->position()));
    }
}

void HistoryRail::leaveEvent(QEvent*) {
    hovered_ = -1;
    update();
}

void HistoryRail::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(stops_.size()) - 1;
    const int from = cursor_ < 0 ? current_ : cursor_;
    switch (event->key()) {
    case Qt::Key_Left: cursor_ = std::max(0, from - 1); break;
    case Qt::Key_Right: cursor_ = std::min(last, from + 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: return restore(from);
    default: return QWidget::keyPressEvent(event);
    }
    update();
}

void HistoryRail::resizeEvent(QResizeEvent*) {
    layOut();
}

void HistoryRail::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange) {
        layOut();
        updateGeometry();
    }
}

bool HistoryRail::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int stop = stopAt(help->pos());
        if (stop >= 0) {
            QToolTip::showText(help->globalPos(),
                               stops_[static_cast<std::size_t>(stop)].toolTip.toHtmlEscaped(),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace vitrine::app
