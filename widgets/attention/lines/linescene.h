#pragma once

#include "widgets/attention/lines/links.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace vitrine::widgets {

class Look;

/// Two columns of tokens with lines between them, as values.
struct LineScene {
    /// Behind each partner of the token pointed at: one sliver for each of these heads.
    struct Sliver {
        std::optional<int> letter; ///< none: the shown head
        std::vector<float> weights; ///< of the token's row, or column if it is a key
    };

    std::vector<QString> queries;
    std::vector<QString> keys;
    std::vector<Link> links;
    std::optional<std::size_t> query; ///< pointed at or chosen: only its lines are strong
    std::optional<std::size_t> key;
    std::vector<Sliver> slivers;
};

/// Measures in a width; heights are those of all rows, before scrolling.
struct LineLayout {
    LineLayout(const LineScene& scene, const QSizeF& room, const Look& look);

    double head = 0;  ///< height of the titles
    double pitch = 0; ///< of a row
    double left = 0;  ///< right edge of the query labels
    double right = 0; ///< left edge of the key labels
    double width = 0;
    double height = 0;

    [[nodiscard]] QPointF queryEnd(std::size_t query) const;
    [[nodiscard]] QPointF keyEnd(std::size_t key) const;
    [[nodiscard]] QRectF queryRow(std::size_t query) const;
    [[nodiscard]] QRectF keyRow(std::size_t key) const;
};

/// Paints what touches `visible` (content coordinates); titles stay at its upper edge.
void paintLines(QPainter& painter, const LineScene& scene, const LineLayout& layout,
                const QRectF& visible, const Look& look);

} // namespace vitrine::widgets
