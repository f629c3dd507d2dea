#pragma once

#include "widgets/attention/state/attentionstate.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace vitrine::widgets {

class Look;

/// The row of one query in several heads, one under the other, on one range.
struct PinnedScene {
    struct Row {
        engine::HeadRef head;
        std::optional<int> letter; ///< none: the open head, not pinned
        QString name;              ///< "3·1"
        std::vector<float> weights;
    };

    QString token; ///< whose row
    std::vector<QString> keys;
    std::vector<Row> rows;
    std::optional<std::size_t> key; ///< pointed at
    Response response = Response::SquareRoot;
};

/// What the state shows now: all pins in order, and the shown head if it is not among them. No rows
/// without a query.
[[nodiscard]] PinnedScene pinnedOf(const AttentionState& state);

/// Measures of the painting in a width.
struct PinnedLayout {
    PinnedLayout(const PinnedScene& scene, double width, const Look& look);

    double left;    ///< of the cells
    double labels;  ///< height of the slanted labels, 0 where they are hidden
    double pitch;   ///< width of a cell
    double rowHeight;
    double height;  ///< of all

    [[nodiscard]] QRectF row(std::size_t index) const;
    [[nodiscard]] QRectF cell(std::size_t row, std::size_t key) const;

    std::size_t keys;
};

void paintPinned(QPainter& painter, const PinnedScene& scene, const PinnedLayout& layout,
                 double pixelRatio, const Look& look);

} // namespace vitrine::widgets
