#include "widgets/attention/number/strongestkeys.h"

#include "widgets/attention/state/attentionstate.h"
#include "widgets/attention/state/labels.h"
#include "widgets/attention/state/numbers.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kShown = 6;
constexpr double kBarHeight = 8;
constexpr double kLabelShare = 0.24;
constexpr double kValueColumn = 52;
constexpr double kSumColumn = 34;
constexpr double kLine = 22;

} // namespace

StrongestKeys::StrongestKeys(AttentionState& state, QWidget* parent)
    : QWidget(parent)
    , state_(state) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Strongest keys"));
    setAccessibleDescription(tr("Largest weights of the row, with the sum so far. Enter chooses."));
    makeAccessibleTable(*this, *this);
    connect(&state_, &AttentionState::shownChanged, this, &StrongestKeys::takeShown);
    takeShown();
}

void StrongestKeys::takePhotograph() {
    const engine::Trace* trace = state_.trace();
    const auto image =
        trace != nullptr ? trace->sample().pictureAt(state_.selection().frame) : nullptr;
    if (image != photograph_.source()) {
        photograph_ = DisplayPicture(image);
    }
}

void StrongestKeys::takeShown() {
    takePhotograph();
    entries_.clear();
    const auto head = state_.shownHead();
    const bool reversed = state_.reversed();
    const auto fixed = reversed ? state_.shownKey() : state_.shownQuery();
    if (head && fixed) {
        const engine::Trace& trace = *state_.trace();
        const engine::Site& site = *state_.site();
        const Axis& axis =
            trace.axes()[static_cast<std::size_t>(reversed ? site.queryAxis : site.keyAxis)];
        const std::vector<float> weights = reversed ? columnOf(trace, *head, *fixed)
                                                    : rowOf(trace, *head, *fixed);
        const auto current = reversed ? state_.shownQuery() : state_.shownKey();
        double sum = 0;
        for (const std::size_t index : strongest(weights, kShown)) {
            const auto weight = static_cast<double>(weights[index]);
            sum += weight;
            entries_.push_back({.index = index,
                                .box = state_.patches().box(index),
                                .label = shortLabelOf(axis.tokens[index]),
                                .weight = weight,
                                .sum = sum,
                                .current = current == index});
        }
    }
    updateGeometry();
    update();
}

void StrongestKeys::paintEntry(QPainter& painter, const QRectF& row, const Entry& entry) const {
    const Look& look = lookOf(this);
    const bool reversed = state_.reversed();
    double left = row.left();
    if (!entry.box.isEmpty() && !photograph_.isNull()) {
        const QRectF crop(left, row.top() + 1, row.height() - 3, row.height() - 3);
        const double ratio = devicePixelRatioF();
        QImage pixels = photograph_.rendered(entry.box, (crop.size() * ratio).toSize());
        pixels.setDevicePixelRatio(ratio);
        painter.drawImage(crop.topLeft(), pixels);
        left = crop.right() + 6;
    }
    const double label = row.width() * kLabelShare + left - row.left();
    const QFontMetricsF metrics(look.font(TextStyle::Small));
    const QString text = metrics.elidedText(entry.label, Qt::ElideMiddle,
                                            label - (left - row.left()) - 6);
    paintWords(painter, QRectF(left, row.top(), row.left() + label - left, row.height()),
               Qt::AlignLeft | Qt::AlignVCenter, text,
               entry.current ? TextStyle::SmallHead : TextStyle::Small,
               !entry.current ? Token::T1 : reversed ? Token::QueryText : Token::KeyText, look);
    const double sumLeft = row.right() - look.scaled(int(kSumColumn));
    const double valueLeft = sumLeft - look.scaled(int(kValueColumn));
    const QRectF track(row.left() + label, std::round(row.center().y() - kBarHeight / 2),
                       valueLeft - label - 2, kBarHeight);
    painter.fillRect(track, look.color(Token::Sunk));
    if (std::isfinite(entry.weight)) {
        QRectF fill = track;
        const double most = std::max(entries_.front().weight, 1e-12);
        // The longest bar leaves a sixth of the track: bars are compared, the sum has its column.
        fill.setWidth(std::max(1.0, track.width() * 0.84 * std::clamp(entry.weight / most, 0.0, 1.0)));
        const Token hue = reversed ? Token::Query : Token::Key;
        painter.fillRect(fill, look.color(entry.current ? hue : Token::T3));
    }
    paintWords(painter, QRectF(valueLeft, row.top(), sumLeft - valueLeft, row.height()),
               Qt::AlignRight | Qt::AlignVCenter, hoverText(entry.weight), TextStyle::Small,
               Token::T1, look);
    if (!reversed) {
        paintWords(painter, QRectF(sumLeft, row.top(), row.right() - sumLeft, row.height()),
                   Qt::AlignRight | Qt::AlignVCenter, numberText(entry.sum, 2), TextStyle::Small,
                   Token::T2, look);
    }
}

void StrongestKeys::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        paintEntry(painter, cellRect(static_cast<int>(index), 0), entries_[index]);
    }
}

int StrongestKeys::tableRows() const {
    return static_cast<int>(entries_.size());
}

QString StrongestKeys::rowLabel(int row) const {
    return entries_.at(static_cast<std::size_t>(row)).label;
}

QString StrongestKeys::columnLabel(int) const {
    return tr("weight");
}

QString StrongestKeys::cellText(int row, int) const {
    const Entry& entry = entries_.at(static_cast<std::size_t>(row));
    return tr("rank %1, “%2”, %3, sum so far %4")
        .arg(row + 1)
        .arg(entry.label, hoverText(entry.weight), numberText(entry.sum, 2));
}

QRect StrongestKeys::cellRect(int row, int) const {
    const int line = lookOf(this).scaled(int(kLine));
    return {0, row * line, width(), line};
}

QPoint StrongestKeys::cellAt(const QPoint& point) const {
    const int row = point.y() / std::max(1, lookOf(this).scaled(int(kLine)));
    return point.y() >= 0 && row < tableRows() ? QPoint(0, row) : QPoint(-1, -1);
}

void StrongestKeys::moveCursorTo(int row, int) {
    if (row >= 0 && row < tableRows()) {
        cursor_ = {0, row};
        announceCell(*this);
    }
}

void StrongestKeys::choose(int row) {
    if (row < 0 || row >= tableRows()) {
        return;
    }
    const std::size_t index = entries_[static_cast<std::size_t>(row)].index;
    if (state_.reversed()) {
        state_.selectCell(index, state_.shownKey());
    } else if (const auto query = state_.shownQuery()) {
        state_.selectCell(*query, index);
    }
}

void StrongestKeys::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        choose(cellAt(event->position().toPoint()).y());
    }
}

void StrongestKeys::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up: moveCursorTo(cursor_.y() - 1, 0); return;
    case Qt::Key_Down: moveCursorTo(cursor_.y() + 1, 0); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(cursor_.y()); return;
    default: QWidget::keyPressEvent(event);
    }
}

QSize StrongestKeys::sizeHint() const {
    return {240, static_cast<int>(entries_.size()) * lookOf(this).scaled(int(kLine))};
}

QSize StrongestKeys::minimumSizeHint() const {
    return {200, sizeHint().height()};
}

} // namespace vitrine::widgets
