#include "widgets/attention/map/maplabels.h"

#include "widgets/attention/state/labels.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"

#include <QPainter>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr double kMostQueryLabel = 132;
constexpr double kMostKeyLabel = 108; // along the slant
constexpr double kLeastGutter = 24;
constexpr double kKeyGap = 6;
constexpr std::size_t kMeasured = 512; // of longer sequences a sample is measured

const double kSin = std::sin(qDegreesToRadians(-metrics::kKeyLabelAngle));
const double kCos = std::cos(qDegreesToRadians(-metrics::kKeyLabelAngle));

double widest(const std::vector<QString>& labels, double most, const Look& look) {
    const std::size_t step = std::max<std::size_t>(1, labels.size() / kMeasured);
    double width = 0;
    for (std::size_t index = 0; index < labels.size(); index += step) {
        const double each = wordsWidth(labels[index], TextStyle::SmallHead, look);
        width = each <= most ? std::max(width, each) : width;
    }
    return std::ceil(width);
}

std::vector<QString> labelsOf(const Axis& axis) {
    std::vector<QString> labels;
    labels.reserve(axis.size());
    std::ranges::transform(axis.tokens, std::back_inserter(labels), labelOf);
    return labels;
}

bool at(const std::vector<bool>& flags, std::size_t index) {
    return index < flags.size() && flags[index];
}

void leader(QPainter& painter, const QPointF& from, const QPointF& to, Token token,
            const Look& look) {
    painter.setPen(QPen(look.color(token), 1));
    painter.drawLine(from, to);
}

} // namespace

MapLabels::MapLabels(const engine::Trace& trace, int site, const Look& look) {
    const engine::Site& record = trace.sites()[static_cast<std::size_t>(site)];
    queries_ = labelsOf(trace.axes()[static_cast<std::size_t>(record.queryAxis)]);
    keys_ = labelsOf(trace.axes()[static_cast<std::size_t>(record.keyAxis)]);
    measure(look);
}

MapLabels::MapLabels(std::vector<QString> queries, std::vector<QString> keys, const Look& look)
    : queries_(std::move(queries))
    , keys_(std::move(keys)) {
    measure(look);
}

void MapLabels::measure(const Look& look) {
    const double line = look.lineHeight(TextStyle::Small);
    left_ = std::max(widest(queries_, kMostQueryLabel, look), kLeastGutter) + metrics::kMapLabelGap;
    const double key = std::max(widest(keys_, kMostKeyLabel, look), kLeastGutter);
    top_ = std::ceil(key * kSin + line * kCos / 2) + kKeyGap;
    const double last = keys_.empty() ? 0 : wordsWidth(keys_.back(), TextStyle::SmallHead, look);
    rightReach_ = last > kMostKeyLabel ? 0 : std::ceil(last * kCos + line * kSin / 2);
}

void MapLabels::setChanged(std::vector<bool> queries, std::vector<bool> keys) {
    changedQueries_ = std::move(queries);
    changedKeys_ = std::move(keys);
}

void MapLabels::paintQueries(QPainter& painter, const MapFrame& frame, const Emphasis& emphasis,
                             const Look& look) const {
    const bool all = frame.pitch() >= metrics::kLeastLabelPitch;
    const double line = look.lineHeight(TextStyle::Small);
    const double right = frame.canvas.left() - metrics::kMapLabelGap;
    const MapFrame::Span rows = frame.rows();
    const auto paint = [&](std::size_t row, bool strong) {
        const QRectF cell = frame.rectOf(row, 0);
        const double middle = std::clamp(cell.center().y(), frame.canvas.top(), frame.canvas.bottom());
        const TextStyle style = strong ? TextStyle::SmallHead : TextStyle::Small;
        if (wordsWidth(queries_[row], style, look) > kMostQueryLabel + 1) {
            return;
        }
        paintWords(painter, QRectF(right - left_, middle - line / 2, left_, line),
                   Qt::AlignRight | Qt::AlignVCenter, queries_[row], style,
                   strong                   ? Token::QueryText
                   : at(changedQueries_, row) ? Token::DangerText
                                              : Token::T2,
                   look);
        if (strong && !all) {
            leader(painter, QPointF(right + 2, middle), QPointF(frame.canvas.left(), middle),
                   Token::QueryText, look);
        }
    };
    for (std::size_t row = rows.begin; all && row < rows.end; ++row) {
        const double middle = frame.rectOf(row, 0).center().y();
        if (row != emphasis.query && middle >= frame.canvas.top() && middle <= frame.canvas.bottom()) {
            paint(row, false);
        }
    }
    if (emphasis.query && *emphasis.query >= rows.begin && *emphasis.query < rows.end) {
        paint(*emphasis.query, true);
    }
}

void MapLabels::paintKeys(QPainter& painter, const MapFrame& frame, const Emphasis& emphasis,
                          const Look& look) const {
    const bool all = frame.pitch() >= metrics::kLeastLabelPitch;
    const double line = look.lineHeight(TextStyle::Small);
    const MapFrame::Span columns = frame.columns();
    const auto paint = [&](std::size_t column, bool strong) {
        const double middle = frame.rectOf(0, column).center().x();
        const TextStyle style = strong ? TextStyle::SmallHead : TextStyle::Small;
        if (middle < frame.canvas.left() || middle > frame.canvas.right()
            || wordsWidth(keys_[column], style, look) > kMostKeyLabel + 1) {
            return;
        }
        painter.save();
        painter.translate(middle, frame.canvas.top() - kKeyGap);
        painter.rotate(metrics::kKeyLabelAngle);
        paintWords(painter, QRectF(0, -line / 2, kMostKeyLabel, line),
                   Qt::AlignLeft | Qt::AlignVCenter, keys_[column], style,
                   strong                     ? Token::KeyText
                   : at(changedKeys_, column) ? Token::DangerText
                                              : Token::T2,
                   look);
        painter.restore();
        if (strong && !all) {
            leader(painter, QPointF(middle, frame.canvas.top() - kKeyGap + 1),
                   QPointF(middle, frame.canvas.top()), Token::KeyText, look);
        }
    };
    for (std::size_t column = columns.begin; all && column < columns.end; ++column) {
        if (column != emphasis.key) {
            paint(column, false);
        }
    }
    if (emphasis.key && *emphasis.key >= columns.begin && *emphasis.key < columns.end) {
        paint(*emphasis.key, true);
    }
}

} // namespace vitrine::widgets
