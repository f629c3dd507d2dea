#pragma once

#include <QPoint>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace vitrine::widgets {

class Look;

/// Where the thumbnails of a head grid lie: rows are sites, columns are heads, one more column for
/// the mean. A plain value in content coordinates (before scrolling).
class GridLayout {
public:
    struct Shape {
        int rows = 0;
        int heads = 0;      ///< of the site that has most
        QString widestLabel; ///< of a row, for the width of the margin
        bool named = false; ///< head numbers are written under the thumbnails (sorted)

        bool operator==(const Shape&) const = default;
    };

    GridLayout() = default;

    /// Thumbnails as large as `width` allows, 19 … 48, and no larger than `most`.
    GridLayout(const Shape& shape, double width, int most, const Look& look);

    [[nodiscard]] const Shape& shape() const { return shape_; }
    [[nodiscard]] int columns() const { return shape_.heads + 1; }
    [[nodiscard]] int thumbnail() const { return thumbnail_; }
    [[nodiscard]] double rowHeader() const { return rowHeader_; }
    [[nodiscard]] double columnHeader() const { return columnHeader_; }
    [[nodiscard]] double badgeTop() const { return thumbnail_ + 3; } ///< below a thumbnail's top
    [[nodiscard]] QSizeF size() const;

    /// A thumbnail; column heads() is the mean's.
    [[nodiscard]] QRectF rect(int row, int column) const;

    /// The thumbnail at a point as (column, row), gaps counting to the nearer one; (−1, −1) outside.
    [[nodiscard]] QPoint at(const QPointF& point) const;

    /// Rows and columns that touch an area, half open.
    [[nodiscard]] QRect touching(const QRectF& area) const;

    bool operator==(const GridLayout&) const = default;

private:
    [[nodiscard]] double columnLeft(int column) const;

    Shape shape_;
    int thumbnail_ = 30;
    double gapX_ = 5;
    double gapY_ = 10;
    double rowHeader_ = 24;
    double columnHeader_ = 24;
};

} // namespace vitrine::widgets
