#pragma once

#include "core/base/grid.h"
#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/colour/colourscale.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace vitrine::widgets {

/// One query's row drawn out: what each key scores, its share after the softmax, and the value that
/// it hands on.
struct UnfoldedRow {
    struct Key {
        QString label;
        float score = 0;  ///< scale · (q · k), nats
        float weight = 0; ///< after the softmax
        bool masked = false;
    };

    QString query;
    std::vector<Key> keys;
    Grid values;              ///< [keys × d]; may be empty while it is not there yet
    std::vector<float> mixed; ///< d: Σ weight · value
};

/// Scores → softmax → Σ weight · value, a line a key. Scores: filled to the right, hollow to the
/// left; values and weighted values in one signed range. GUI thread.
class RowUnfold final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit RowUnfold(QWidget* parent = nullptr);

    void setRow(UnfoldedRow row);
    [[nodiscard]] const UnfoldedRow& row() const { return row_; }

    // Columns: score, weight; the last row is the sum.
    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 2; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Columns {
        double label = 0;
        double score = 0;
        double weight = 0;
        double value = 0;
        double weighted = 0;
        double cell = 0;
        double line = 0;
        double bar = 0; ///< width of the bars
    };

    [[nodiscard]] Columns columns() const;
    void paintHeads(class QPainter& painter, const Columns& at) const;
    void paintKey(QPainter& painter, const Columns& at, std::size_t key, double top) const;
    void paintStrip(QPainter& painter, const QPointF& place, const Columns& at,
                    std::span<const float> values, float factor) const;
    void paintSum(QPainter& painter, const Columns& at, double top) const;

    UnfoldedRow row_;
    ColourScale scale_;
    double largestScore_ = 1;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
