#include "widgets/tokens/rows/rowsfigure.h"

#include "core/base/blank.h"
#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"
#include "widgets/tokens/rows/rowspainter.h"
#include "widgets/tokens/study/piecewords.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace vitrine::widgets {

namespace {

constexpr std::size_t kLineBytes = 80;
constexpr double kPitch = 13;
constexpr int kWidth = 1240;
constexpr int kFigureRow = 62;
constexpr int kFigureHead = 54;
constexpr int kBetween = 14;

QString figureWords(const char* text) {
    return QCoreApplication::translate("vitrine::widgets::RowsFigure", text);
}

/// The line that begins at a byte: up to the last white space in reach, else whole characters.
Span lineFrom(const Snapshot& snapshot, std::size_t begin) {
    const std::string_view text = snapshot.bytes();
    if (text.size() - begin <= kLineBytes) {
        return {begin, text.size()};
    }
    for (std::size_t end = begin + kLineBytes; end > begin + kLineBytes / 2; --end) {
        if (isBlank(text[end])) {
            return {begin, end};
        }
    }
    const auto [first, last] = snapshot.clustersIn({begin, begin + kLineBytes});
    return {begin, std::max(begin + 1, snapshot.clusters[last - 1].end)};
}

int lineHeight(std::size_t rows) {
    return kFigureHead + static_cast<int>(rows) * kFigureRow + kBetween;
}

} // namespace

RowsFigure::RowsFigure(SnapshotPointer snapshot, const RowsView& view)
    : snapshot_(std::move(snapshot))
    , view_(view) {
    view_.hovered = {};
    view_.current = {};
    std::size_t at = 0;
    do {
        lines_.append(lineFrom(*snapshot_, at));
        at = lines_.last().end;
    } while (at < snapshot_->bytes().size() && lines_.size() < kMostLines);
}

QSize RowsFigure::naturalSize() const {
    return {kWidth, static_cast<int>(lines_.size()) * lineHeight(snapshot_->rows.size())};
}

void RowsFigure::paint(QPainter& painter, const QSizeF& size, const Look& look) const {
    const QSizeF natural = naturalSize();
    const double scale =
        std::min(size.width() / natural.width(), size.height() / natural.height());
    painter.save();
    painter.scale(scale, scale);
    painter.fillRect(QRectF(QPointF(), natural), look.color(Token::S2));
    RowsPainter rows(look);
    RowsView view = view_;
    for (const Span& line : lines_) {
        const RowsLayout layout = rowsLayout(
            *snapshot_, kWidth, kFigureHead + kFigureRow * double(snapshot_->rows.size()), look);
        view.axis.begin = line.begin;
        view.axis.end = line.end;
        view.axis.origin = layout.canvasLeft + layout.gutterLeft;
        view.axis.pitch =
            std::min(kPitch, (layout.canvasRight - view.axis.origin - layout.gutterRight)
                                 / double(std::max<std::size_t>(line.size(), 1)));
        rows.paint(painter, *snapshot_, layout, view, look);
        painter.translate(0, lineHeight(snapshot_->rows.size()));
    }
    painter.restore();
}

QString RowsFigure::caption() const {
    QStringList parts;
    for (const TokenRow& row : snapshot_->rows) {
        QString part = QStringLiteral("%1 (%2): %3")
                           .arg(row.tokenizer.name,
                                QString::fromStdString(row.tokenizer.tokenizer->kind()),
                                counted(static_cast<qint64>(row.tokens().size()),
                                        figureWords("piece"), figureWords("pieces")));
        if (row.unknown > 0) {
            part += QStringLiteral(", %1 %2")
                        .arg(countText(static_cast<qint64>(row.unknown)), figureWords("unknown"));
        }
        parts.append(part);
    }
    QString caption =
        figureWords("Tokens aligned by source byte. ") + parts.join(QStringLiteral("; "));
    if (lines_.last().end < snapshot_->bytes().size()) {
        caption += figureWords(". The first %1 of %2 bytes")
                       .arg(countText(static_cast<qint64>(lines_.last().end)),
                            countText(static_cast<qint64>(snapshot_->bytes().size())));
    }
    return caption;
}

QString RowsFigure::title() const {
    return figureWords("Tokens");
}

} // namespace vitrine::widgets
