#include "widgets/tokens/panel/comparetable.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vitrine::widgets {

namespace {

constexpr int kColumns = 4;
constexpr int kNarrow = 240;

} // namespace

CompareTable::CompareTable(QWidget* parent)
    : QWidget(parent)
    , snapshot_(std::make_shared<Snapshot>()) {
    setAccessibleName(tr("This text, by tokenizer"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makeAccessibleTable(*this, *this);
}

void CompareTable::setSnapshot(SnapshotPointer snapshot, int currentRow) {
    const bool shape = snapshot->rows.size() != snapshot_->rows.size();
    snapshot_ = std::move(snapshot);
    currentRow_ = currentRow;
    if (shape) {
        updateGeometry();
    }
    update();
    announceTableReset(*this);
}

int CompareTable::rowHeight() const {
    return lookOf(this).rows().table;
}

int CompareTable::headHeight() const {
    return lookOf(this).scaled(24);
}

QSize CompareTable::sizeHint() const {
    return {240, headHeight() + tableRows() * rowHeight()};
}

QString CompareTable::valueText(int row, int column) const {
    const TokenRow& tokens = snapshot_->rows[static_cast<std::size_t>(row)];
    switch (column) {
    case 1: return countText(static_cast<qint64>(tokens.tokens().size()));
    case 2:
        return snapshot_->words == 0 ? QStringLiteral("–")
                                     : numberText(piecesPerWord(*snapshot_, tokens), 2);
    case 3:
        return tokens.ownPieces() == 0 ? QStringLiteral("–")
                                       : numberText(bytesPerPiece(*snapshot_, tokens), 2);
    default: return tokens.tokenizer.name;
    }
}

void CompareTable::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Look& look = lookOf(this);
    for (int column = 1; column < kColumns; ++column) {
        const QRect cell = cellRect(-1, column);
        paintWords(painter, cell, Qt::AlignRight | Qt::AlignVCenter, headOf(column),
                   TextStyle::Caption, Token::T2, look);
    }
    for (int row = 0; row < tableRows(); ++row) {
        painter.setPen(QPen(look.color(Token::Line), 1));
        const double y = headHeight() + row * rowHeight() + 0.5;
        painter.drawLine(QPointF(0, y), QPointF(width(), y));
        for (int column = 0; column < kColumns; ++column) {
            const TextStyle style =
                column == 0 && row == currentRow_ ? TextStyle::SmallHead : TextStyle::Small;
            paintWords(painter, cellRect(row, column),
                       (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                       valueText(row, column), style, Token::T1, look, /*elide=*/column == 0);
        }
    }
}

bool CompareTable::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int column = cellAt({help->pos().x(), headHeight() + 1}).x();
        QString text;
        if (column == 1) {
            text = tr("Tokens of the whole text, those that the template adds included");
        } else if (column == 2) {
            text = tr("Tokens for each word, without the template's. Words are runs without white "
                      "space");
        } else if (column == 3) {
            text = tr("Source bytes that one token stands for on average, without the template's");
        }
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), text, this);
        }
        return true;
    }
    return QWidget::event(event);
}

void CompareTable::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint cell = cellAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && cell.y() >= 0) {
        Q_EMIT rowChosen(cell.y());
    }
}

int CompareTable::tableRows() const {
    return static_cast<int>(snapshot_->rows.size());
}

QString CompareTable::columnLabel(int column) const {
    switch (column) {
    case 1: return tr("pieces");
    case 2: return tr("per word");
    case 3: return tr("bytes each");
    default: return tr("tokenizer");
    }
}

QString CompareTable::cellText(int row, int column) const {
    return column == 0 ? valueText(row, 0)
                       : tr("%1, %2: %3").arg(valueText(row, 0), columnLabel(column),
                                              valueText(row, column));
}

// In a narrow inspector the names need the room.
QString CompareTable::headOf(int column) const {
    return column == kColumns - 1 && width() < lookOf(this).scaled(kNarrow) ? tr("bytes")
                                                                            : columnLabel(column);
}

int CompareTable::numberWidth(int column) const {
    const Look& look = lookOf(this);
    double widest = wordsWidth(headOf(column), TextStyle::Caption, look);
    for (int row = 0; row < tableRows(); ++row) {
        widest = std::max(widest, wordsWidth(valueText(row, column), TextStyle::Small, look));
    }
    return static_cast<int>(std::ceil(widest)) + metrics::kRowGap;
}

QRect CompareTable::cellRect(int row, int column) const {
    // Numbers take what they need, from the right; the name has the rest.
    int right = width();
    for (int other = kColumns - 1; other > std::max(column, 0); --other) {
        right -= numberWidth(other);
    }
    const int left = column <= 0 ? 0 : right - numberWidth(column);
    const int top = row < 0 ? 0 : headHeight() + row * rowHeight();
    const int height = row < 0 ? headHeight() : rowHeight();
    return {left, top, right - left, height};
}

QPoint CompareTable::cellAt(const QPoint& point) const {
    for (int row = 0; row < tableRows(); ++row) {
        for (int column = 0; column < kColumns; ++column) {
            if (cellRect(row, column).contains(point)) {
                return {column, row};
            }
        }
    }
    return {-1, -1};
}

} // namespace vitrine::widgets
