#include "widgets/tokens/rows/rowspainter.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"
#include "widgets/tokens/study/piecewords.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace vitrine::widgets {

namespace {

QString rowWords(const char* text) {
    return QCoreApplication::translate("vitrine::widgets::RowsPainter", text);
}

void paintBand(QPainter& painter, const RowsLayout& layout, const RowsView& view, Span bytes,
               Token token, const Look& look) {
    const ByteAxis& axis = view.axis;
    const std::size_t begin = std::max(bytes.begin, axis.begin);
    const std::size_t end = std::min(bytes.end, axis.end);
    if (begin >= end) {
        return;
    }
    const QRectF band(QPointF(axis.x(double(begin)) - 1, layout.sourceTop),
                      QPointF(axis.x(double(end)) + 1, layout.bottom()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.color(token));
    painter.drawRoundedRect(band, metrics::kRadius, metrics::kRadius);
}

void paintLabel(QPainter& painter, const Snapshot& snapshot, const RowsLayout& layout,
                const RowsView& view, int number, const Look& look) {
    const TokenRow& row = snapshot.rows[static_cast<std::size_t>(number)];
    const double line = layout.lineHeight;
    const double top = layout.boxTop(number) - 2;
    const double width = layout.labelWidth - 8;
    const bool current = view.current.row == number;
    QRectF area(layout.labelLeft, top, width, line + 2);
    if (current) {
        painter.fillRect(QRectF(layout.labelLeft - 10, top + 1, 2, 3 * line),
                         look.color(Token::Ink));
    }
    paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, row.tokenizer.name,
               TextStyle::Head, Token::T1, look, /*elide=*/true);
    area.translate(0, line + 1);
    paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter,
               QString::fromStdString(row.tokenizer.tokenizer->kind()), TextStyle::Caption,
               Token::T2, look, /*elide=*/true);
    area.translate(0, line);
    const QString pieces = counted(static_cast<qint64>(row.tokens().size()), rowWords("piece"),
                                   rowWords("pieces"));
    const double used = paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, pieces,
                                   TextStyle::Caption, Token::T2, look);
    if (row.unknown > 0) {
        area.setLeft(area.left() + used);
        const QString unknown = QStringLiteral(" · %1 %2")
                                    .arg(countText(static_cast<qint64>(row.unknown)),
                                         rowWords("unknown"));
        paintWords(painter, area, Qt::AlignLeft | Qt::AlignVCenter, unknown, TextStyle::Caption,
                   Token::DangerText, look, /*elide=*/true);
    }
}

} // namespace

RowsPainter::RowsPainter(const Look& look)
    : source_(look)
    , boxes_(look) {}

void RowsPainter::paint(QPainter& painter, const Snapshot& snapshot, const RowsLayout& layout,
                        const RowsView& view, const Look& look) {
    paintWords(painter,
               QRectF(layout.labelLeft, layout.sourceTop, layout.labelWidth, layout.sourceHeight),
               Qt::AlignLeft | Qt::AlignVCenter, rowWords("source, by byte"),
               TextStyle::Caption, Token::T2, look);
    painter.save();
    painter.setClipRect(layout.canvas().adjusted(0, 0, 0, 2), Qt::IntersectClip);
    paintBand(painter, layout, view, view.selected, Token::Sel, look);
    painter.restore();
    for (int row = 0; row < layout.rows; ++row) {
        paintLabel(painter, snapshot, layout, view, row, look);
        const double y = std::floor(layout.lineBelow(row)) + 0.5;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(look.color(Token::Line), 1));
        painter.drawLine(QPointF(layout.labelLeft, y), QPointF(layout.width - 16, y));
    }
    painter.save();
    painter.setClipRect(layout.canvas().adjusted(0, 0, 0, 2), Qt::IntersectClip);
    source_.paint(painter, snapshot, layout, view, look);
    for (int row = 0; row < layout.rows; ++row) {
        boxes_.paint(painter, snapshot, layout, view, row, look);
    }
    painter.restore();
}

} // namespace vitrine::widgets
