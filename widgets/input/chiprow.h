#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/paint/chip.h"
#include "widgets/input/tokenmarks.h"

#include <QRectF>
#include <QWidget>

#include <cstddef>
#include <vector>

namespace vitrine::widgets {

/// All tokens of a Sample as one row of chips that scrolls sideways. The arrow keys move a cell
/// cursor, Enter clicks. Only chips in sight are laid out in detail and painted.
class ChipRow final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit ChipRow(QWidget* parent = nullptr);

    void setMarks(const TokenMarks& marks);
    [[nodiscard]] const TokenMarks& marks() const { return marks_; }

    /// Tokens that stand out because the comparison changed them; as many as there are tokens, or
    /// none.
    void setChanged(std::vector<bool> changed);

    /// The chip under a point, −1 for none; where a chip is, in widget coordinates.
    [[nodiscard]] int tokenAt(const QPointF& point) const;
    [[nodiscard]] QRectF chipRect(std::size_t token) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    // AccessibleTableSource: one row.
    [[nodiscard]] int tableRows() const override { return marks_.tokens.empty() ? 0 : 1; }
    [[nodiscard]] int tableColumns() const override;
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override;
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    void tokenHovered(int token); ///< −1: none
    void tokenClicked(int token);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void layOut();
    void scrollTo(double offset);
    void reveal(std::size_t token);
    void setHovered(int token);
    void paintCut(QPainter& painter) const;
    [[nodiscard]] double contentWidth() const;

    TokenMarks marks_;
    std::vector<Chip> chips_;
    std::vector<bool> changed_;
    std::vector<double> lefts_; ///< of every chip, in content coordinates
    std::vector<double> widths_;
    double offset_ = 0; ///< content coordinate at the left edge
    int hovered_ = -1;
    int cursor_ = -1;
};

} // namespace vitrine::widgets
