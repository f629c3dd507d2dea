#pragma once

#include "core/base/axis.h"
#include "widgets/tokens/rows/byteaxis.h"
#include "widgets/tokens/study/snapshot.h"

#include <QRectF>

namespace vitrine::widgets {

class Look;

/// A token by row and place; −1 for none.
struct RowPlace {
    int row = -1;
    int token = -1;

    [[nodiscard]] bool valid() const { return row >= 0 && token >= 0; }
    bool operator==(const RowPlace&) const = default;
};

/// The column of names at the left, at 100 %.
inline constexpr int kRowLabelWidth = 152;

/// What is shown in the boxes.
enum class BoxWords { Pieces, Ids };

/// All that decides how the rows look, beside the snapshot.
struct RowsView {
    ByteAxis axis;
    BoxWords words = BoxWords::Pieces;
    bool whiteSpace = true;
    bool ids = true;
    Span selected;
    RowPlace current;
    RowPlace hovered;
};

/// The vertical measures and the columns of the rows, for a look.
struct RowsLayout {
    double width = 0;
    double labelLeft = 0;   ///< names and counts of the tokenizers
    double labelWidth = 0;
    double canvasLeft = 0;  ///< boxes and source; the template's tokens before byte 0
    double canvasRight = 0;
    double gutterLeft = 0;  ///< room for the template's tokens before and after the text
    double gutterRight = 0;
    double sourceTop = 0;
    double sourceHeight = 0;
    double rulerTop = 0;
    double rowsTop = 0;
    double rowPitch = 0;
    double boxHeight = 0;
    double lineHeight = 0; ///< of ids and counts
    int rows = 0;

    [[nodiscard]] double rowTop(int row) const { return rowsTop + row * rowPitch; }
    [[nodiscard]] double boxTop(int row) const { return rowTop(row); }
    [[nodiscard]] double idsTop(int row) const { return rowTop(row) + boxHeight + 1; }
    [[nodiscard]] double lineBelow(int row) const { return rowTop(row) + rowPitch - 8.5; }
    [[nodiscard]] double bottom() const { return rowsTop + rows * rowPitch; }
    [[nodiscard]] QRectF canvas() const {
        return {canvasLeft, 0, canvasRight - canvasLeft, bottom()};
    }

    /// The row at a height, or −1.
    [[nodiscard]] int rowAt(double y) const;
};

/// Lays out for a size; rows are as high as there is room, between least and natural.
[[nodiscard]] RowsLayout rowsLayout(const Snapshot& snapshot, double width, double height,
                                    const Look& look);
[[nodiscard]] double leastRowsHeight(int rows, const Look& look);
[[nodiscard]] double naturalRowsHeight(int rows, const Look& look);

/// The pitch at which all bytes fit if that is legible, else a comfortable one to scroll along.
[[nodiscard]] double fittingPitch(const Snapshot& snapshot, const RowsLayout& layout);

/// The box of a token, empty where it has none. Tokens of the template stand in the gutters.
[[nodiscard]] QRectF boxOf(const Snapshot& snapshot, const RowsLayout& layout,
                           const ByteAxis& axis, RowPlace place, const Look& look);

/// The token drawn at a point, also its id below the box.
[[nodiscard]] RowPlace placeAt(const Snapshot& snapshot, const RowsLayout& layout,
                               const ByteAxis& axis, QPointF point, const Look& look);

} // namespace vitrine::widgets
