#include "widgets/tokens/rows/rowsview.h"

#include "widgets/foundation/paint/words.h"
#include "widgets/foundation/theme/look.h"
#include "widgets/tokens/study/piecewords.h"

#include <algorithm>

namespace vitrine::widgets {

namespace {

constexpr double kLeastPitch = 9;
constexpr double kScrolledPitch = 13;
constexpr double kMostPitch = 22;
constexpr double kGhost = 8;
constexpr double kPillGap = 4;
constexpr int kLeastRow = 58;
constexpr int kNaturalRow = 70;
constexpr int kHead = 54; ///< source line and ruler
constexpr int kFoot = 8;

double pillWidth(const text::Token& token, const Look& look) {
    const QString words = pieceWords(token, /*byteLevel=*/false).text;
    return wordsWidth(words, TextStyle::CaptionLabel, look) + look.scaled(12);
}

/// Tokens of the template before and after the text.
struct Fringe {
    std::size_t before = 0;
    std::size_t after = 0;
};

Fringe fringeOf(const TokenRow& row) {
    const auto& tokens = row.tokens();
    Fringe fringe;
    while (fringe.before < tokens.size() && tokens[fringe.before].special) {
        ++fringe.before;
    }
    while (fringe.after < tokens.size() - fringe.before
           && tokens[tokens.size() - 1 - fringe.after].special) {
        ++fringe.after;
    }
    return fringe;
}

double pillsWidth(const TokenRow& row, std::size_t first, std::size_t end, const Look& look) {
    double width = 0;
    for (std::size_t i = first; i < end; ++i) {
        width += pillWidth(row.tokens()[i], look) + kPillGap;
    }
    return width;
}

QRectF pillBox(const TokenRow& row, const RowsLayout& layout, const ByteAxis& axis,
               RowPlace place, const Look& look) {
    const auto index = static_cast<std::size_t>(place.token);
    const Fringe fringe = fringeOf(row);
    const std::size_t count = row.tokens().size();
    const double width = pillWidth(row.tokens()[index], look);
    double x = 0;
    if (index < fringe.before) {
        x = axis.x(static_cast<double>(axis.begin)) - pillsWidth(row, index, fringe.before, look);
    } else if (index >= count - fringe.after) {
        x = axis.x(static_cast<double>(axis.end)) + kPillGap
            + pillsWidth(row, count - fringe.after, index, look);
    } else {
        return {};
    }
    const double height = look.scaled(20);
    return {x, layout.boxTop(place.row) + (layout.boxHeight - height) / 2, width, height};
}

} // namespace

int RowsLayout::rowAt(double y) const {
    if (y < rowsTop - 8 || y >= bottom()) {
        return -1;
    }
    return std::clamp(static_cast<int>((y - rowsTop + 8) / rowPitch), 0, rows - 1);
}

RowsLayout rowsLayout(const Snapshot& snapshot, double width, double height, const Look& look) {
    RowsLayout layout;
    layout.rows = static_cast<int>(snapshot.rows.size());
    layout.width = width;
    layout.labelLeft = metrics::kPanePadding;
    layout.labelWidth = look.scaled(kRowLabelWidth);
    layout.canvasLeft = layout.labelLeft + layout.labelWidth;
    layout.canvasRight = width - metrics::kRowGap;
    for (const TokenRow& row : snapshot.rows) {
        const Fringe fringe = fringeOf(row);
        const std::size_t count = row.tokens().size();
        layout.gutterLeft =
            std::max(layout.gutterLeft, pillsWidth(row, 0, fringe.before, look));
        layout.gutterRight = std::max(
            layout.gutterRight, kPillGap + pillsWidth(row, count - fringe.after, count, look));
    }
    layout.gutterLeft = std::max(layout.gutterLeft, kGhost + 2);
    layout.sourceTop = look.scaled(8);
    layout.sourceHeight = look.scaled(24);
    layout.rulerTop = look.scaled(30);
    layout.rowsTop = look.scaled(kHead);
    layout.boxHeight = look.scaled(24);
    layout.lineHeight = look.lineHeight(TextStyle::Caption);
    const double room = height - layout.rowsTop;
    layout.rowPitch = layout.rows == 0
        ? look.scaled(kNaturalRow)
        : std::clamp(room / layout.rows, static_cast<double>(look.scaled(kLeastRow)),
                     static_cast<double>(look.scaled(kNaturalRow)));
    return layout;
}

double leastRowsHeight(int rows, const Look& look) {
    return look.scaled(kHead) + rows * look.scaled(kLeastRow);
}

double naturalRowsHeight(int rows, const Look& look) {
    return look.scaled(kHead) + rows * look.scaled(kNaturalRow) + kFoot;
}

double fittingPitch(const Snapshot& snapshot, const RowsLayout& layout) {
    const double room =
        layout.canvasRight - layout.canvasLeft - layout.gutterLeft - layout.gutterRight;
    const auto bytes = static_cast<double>(std::max<qsizetype>(snapshot.text.size(), 1));
    const double fitting = std::min(room / bytes, kMostPitch);
    return fitting >= kLeastPitch ? fitting : kScrolledPitch;
}

QRectF boxOf(const Snapshot& snapshot, const RowsLayout& layout, const ByteAxis& axis,
             RowPlace place, const Look& look) {
    const TokenRow& row = snapshot.rows[static_cast<std::size_t>(place.row)];
    const auto index = static_cast<std::size_t>(place.token);
    if (row.tokens()[index].special) {
        return pillBox(row, layout, axis, place, look);
    }
    const DrawnPiece& piece = row.pieces[index];
    const double top = layout.boxTop(place.row);
    if (piece.empty()) {
        return {axis.x(piece.begin) - kGhost, top, kGhost, layout.boxHeight};
    }
    return {QPointF(axis.x(piece.begin), top),
            QPointF(axis.x(piece.end), top + layout.boxHeight)};
}

RowPlace placeAt(const Snapshot& snapshot, const RowsLayout& layout, const ByteAxis& axis,
                 QPointF point, const Look& look) {
    const int row = layout.rowAt(point.y());
    if (row < 0 || point.x() < layout.canvasLeft || point.y() < layout.boxTop(row)
        || point.y() > layout.idsTop(row) + layout.lineHeight) {
        return {};
    }
    const TokenRow& tokens = snapshot.rows[static_cast<std::size_t>(row)];
    const double byte = axis.byteAt(point.x());
    auto [first, last] = tokens.drawnIn(byte - kGhost, byte + kGhost);
    const Fringe fringe = fringeOf(tokens);
    if (byte <= static_cast<double>(axis.begin)) {
        first = 0;
    }
    if (byte >= static_cast<double>(axis.end)) {
        last = tokens.tokens().size();
        first = std::min(first, last - fringe.after);
    }
    for (std::size_t i = first; i < last; ++i) {
        const RowPlace place{row, static_cast<int>(i)};
        const QRectF box = boxOf(snapshot, layout, axis, place, look);
        if (point.x() >= box.left() && point.x() < box.right()) {
            return place;
        }
    }
    return {};
}

} // namespace vitrine::widgets
