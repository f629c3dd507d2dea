#include "widgets/attention/number/predictionlist.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kShownPredictions = 5;
constexpr double kPredictionLine = 22;
constexpr double kPredictionBarHeight = 8;
constexpr double kPredictionLabelShare = 0.42;
constexpr double kPredictionValueColumn = 52;

} // namespace

PredictionList::PredictionList(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Prediction"));
    setAccessibleDescription(tr("The first answers of the classifier with their probabilities."));
    makeAccessibleTable(*this, *this);
}

void PredictionList::setTrace(const engine::Trace* trace) {
    candidates_.clear();
    if (trace != nullptr) {
        const auto predictions = trace->predictions();
        const auto found = std::ranges::find_if(predictions, [](const engine::Prediction& each) {
            return each.task == "classify" && each.position < 0;
        });
        if (found != predictions.end()) {
            const std::size_t shown = std::min(kShownPredictions, found->candidates.size());
            candidates_.assign(found->candidates.begin(),
                               found->candidates.begin() + static_cast<std::ptrdiff_t>(shown));
        }
    }
    updateGeometry();
    update();
    announceTableReset(*this);
}

void PredictionList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    const QFontMetricsF metrics(look.font(TextStyle::Small));
    for (int row = 0; row < tableRows(); ++row) {
        const engine::Candidate& candidate = candidates_[static_cast<std::size_t>(row)];
        const QRectF line = cellRect(row, 0);
        const double label = line.width() * kPredictionLabelShare;
        const QString text = metrics.elidedText(QString::fromStdString(candidate.label),
                                                Qt::ElideRight, label - 6);
        paintWords(painter, QRectF(line.left(), line.top(), label, line.height()),
                   Qt::AlignLeft | Qt::AlignVCenter, text,
                   row == 0 ? TextStyle::SmallHead : TextStyle::Small, Token::T1, look);
        const double value = line.right() - look.scaled(int(kPredictionValueColumn));
        const QRectF track(label, std::round(line.center().y() - kPredictionBarHeight / 2), value - label - 2,
                           kPredictionBarHeight);
        painter.fillRect(track, look.color(Token::Sunk));
        const auto probability = static_cast<double>(candidate.probability);
        if (std::isfinite(probability)) {
            QRectF fill = track;
            fill.setWidth(track.width() * std::clamp(probability, 0.0, 1.0));
            painter.fillRect(fill, look.color(Token::T2));
        }
        paintWords(painter, QRectF(value, line.top(), line.right() - value, line.height()),
                   Qt::AlignRight | Qt::AlignVCenter, hoverText(probability), TextStyle::Small,
                   Token::T1, look);
    }
}

int PredictionList::tableRows() const {
    return static_cast<int>(candidates_.size());
}

QString PredictionList::rowLabel(int row) const {
    return QString::fromStdString(candidates_.at(static_cast<std::size_t>(row)).label);
}

QString PredictionList::columnLabel(int) const {
    return tr("probability");
}

QString PredictionList::cellText(int row, int) const {
    const engine::Candidate& candidate = candidates_.at(static_cast<std::size_t>(row));
    return tr("answer %1, %2, %3")
        .arg(row + 1)
        .arg(QString::fromStdString(candidate.label),
             hoverText(static_cast<double>(candidate.probability)));
}

QRect PredictionList::cellRect(int row, int) const {
    const int line = lookOf(this).scaled(int(kPredictionLine));
    return {0, row * line, width(), line};
}

QPoint PredictionList::cellAt(const QPoint& point) const {
    const int row = point.y() / std::max(1, lookOf(this).scaled(int(kPredictionLine)));
    return point.y() >= 0 && row < tableRows() ? QPoint(0, row) : QPoint(-1, -1);
}

QSize PredictionList::sizeHint() const {
    return {240, tableRows() * lookOf(this).scaled(int(kPredictionLine))};
}

} // namespace vitrine::widgets
