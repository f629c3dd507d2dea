#pragma once

#include "core/study/picture.h"
#include "widgets/attention/grid/gridlayout.h"
#include "widgets/attention/grid/thumbnails.h"

#include <QPoint>
#include <QRectF>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QPainter;

namespace vitrine::widgets {

/// A head grid as values: what the widget and the exported figure paint.
struct GridScene {
    struct PinMark {
        engine::HeadRef head;
        int letter = 0;
    };

    std::shared_ptr<const study::TracePicture> picture;
    PatchGrid patches; ///< of the picture; empty for texts
    GridLayout layout;
    std::vector<std::vector<int>> order; ///< per row: the head in each column
    std::string badge;                   ///< id of a statistic; empty: none
    std::vector<PinMark> pins;
    std::optional<engine::HeadRef> selected;
    std::optional<engine::HeadRef> hovered;
    QPoint focus{-1, -1}; ///< (column, row) with the keyboard's ring
    QPointF offset;       ///< what is scrolled away at the left and top

    /// The head at a place of the layout; none behind the last head of a short row.
    [[nodiscard]] std::optional<engine::HeadRef> headAt(int row, int column) const;
};

/// Paints the thumbnails that touch `area` (view coordinates), then the numbers of rows and columns
/// along the view's edges. Settings of `thumbnails` are the caller's.
void paintGrid(QPainter& painter, const QRectF& area, const GridScene& scene,
               Thumbnails& thumbnails, const Look& look);

} // namespace vitrine::widgets
