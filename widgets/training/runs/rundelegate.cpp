#include "widgets/training/runs/rundelegate.h"

#include "widgets/foundation/paint/marks.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"
#include "widgets/training/runs/linesample.h"
#include "widgets/training/runs/runtablemodel.h"

#include <QAbstractProxyModel>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kPadding = 8;
constexpr double kSample = 22;
constexpr double kSketchWidth = 72;
constexpr double kSketchHeight = 18;
constexpr double kButtonHeight = 22;
constexpr std::size_t kSketchPoints = 72;

const RunRecord& recordOf(const QModelIndex& index) {
    const auto* proxy = qobject_cast<const QAbstractProxyModel*>(index.model());
    const QModelIndex source = proxy != nullptr ? proxy->mapToSource(index) : index;
    return static_cast<const RunTableModel*>(source.model())->record(source.row());
}

void paintSketch(QPainter& painter, const QRectF& area, const RunRecord& record,
                 const Look& look) {
    const std::vector<double> values = record.sketch(kSketchPoints);
    if (values.size() < 2) {
        return;
    }
    const auto [low, high] = std::ranges::minmax(values);
    const double range = high > low ? high - low : 1;
    QPolygonF line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(values.size() - 1);
        line.append({area.left() + share * area.width(),
                     area.bottom() - (values[i] - low) / range * area.height()});
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.color(Token::T2), 1.2));
    painter.drawPolyline(line);
}

void paintButton(QPainter& painter, const QRectF& area, const QString& text, bool hovered,
                 const Look& look) {
    painter.setPen(QPen(look.color(Token::Outline), 1));
    painter.setBrush(look.color(hovered ? Token::Hover : Token::S2));
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), metrics::kRadius,
                            metrics::kRadius);
    paintWords(painter, area, Qt::AlignCenter, text, TextStyle::SmallLabel, Token::T1, look);
}

} // namespace

QRectF RunDelegate::resumeRect(const QRectF& cell, const QWidget* view) {
    const double width =
        wordsWidth(tr("Resume"), TextStyle::SmallLabel, lookOf(view)) + 2 * kPadding;
    return {cell.left() + kPadding, cell.center().y() - kButtonHeight / 2 + 0.5, width,
            kButtonHeight};
}

QRectF RunDelegate::sampleRect(const QRectF& cell) {
    return {cell.left() + kPadding, cell.top(), kSample, cell.height()};
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const RunRecord& record = recordOf(index);
    const Look& look = lookOf(option.widget);
    const auto column = static_cast<RunTableModel::Column>(index.column());
    const QRectF cell(option.rect);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (chosen || hovered) {
        painter->fillRect(cell, look.color(chosen ? Token::Sel : Token::Hover));
    }
    painter->fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1),
                      look.color(Token::Line));
    QRectF words = cell.adjusted(kPadding, 0, -kPadding, 0);
    if (column == RunTableModel::Column::Run) {
        paintLineSample(*painter, sampleRect(cell), record, look);
        words.setLeft(sampleRect(cell).right() + kPadding);
    }
    if (column == RunTableModel::Column::Sketch) {
        if (record.resumable()) {
            paintButton(*painter, resumeRect(cell, option.widget), tr("Resume"), hovered, look);
        } else {
            const QRectF sketch(cell.left() + kPadding, cell.center().y() - kSketchHeight / 2,
                                kSketchWidth, kSketchHeight);
            paintSketch(*painter, sketch, record, look);
        }
    } else {
        const bool fault = column == RunTableModel::Column::State &&
                           (record.problem || record.liveness == run::Liveness::Dead ||
                            record.status.state == run::RunState::Failed);
        const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
        const bool name = column == RunTableModel::Column::Run;
        paintWords(*painter, words, alignment, index.data().toString(),
                   name ? TextStyle::Label : TextStyle::Base,
                   fault  ? Token::DangerText
                   : name ? Token::T1
                          : Token::T2,
                   look, /*elide=*/true);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        paintFocusRing(*painter, cell.adjusted(3, 3, -3, -3), metrics::kRadius, look);
    }
    painter->restore();
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {64, lookOf(option.widget).rows().table};
}

bool RunDelegate::editorEvent(QEvent* event, QAbstractItemModel*,
                              const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (event->type() != QEvent::MouseButtonRelease) {
        return false;
    }
    const QPointF at = static_cast<QMouseEvent*>(event)->position();
    const auto column = static_cast<RunTableModel::Column>(index.column());
    const QRectF cell(option.rect);
    if (column == RunTableModel::Column::Sketch && recordOf(index).resumable() &&
        resumeRect(cell, option.widget).contains(at)) {
        Q_EMIT resumeClicked(index);
        return true;
    }
    return false;
}

} // namespace vitrine::widgets
