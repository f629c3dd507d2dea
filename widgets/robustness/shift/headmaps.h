#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/colour/colourscale.h"
#include "widgets/robustness/state/robustnessstudy.h"

#include <QWidget>

#include <array>
#include <memory>

class QPainter;

namespace vitrine::widgets {

class Figure;
class Look;

/// One head in both texts, gathered by words: A clean, B perturbed, B − A in the words of A. A and
/// B have one scale, rows with a partner lie side by side.
class HeadMaps final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit HeadMaps(QWidget* parent = nullptr);

    void setDetail(std::shared_ptr<const HeadDetail> detail);
    [[nodiscard]] const std::shared_ptr<const HeadDetail>& detail() const { return detail_; }
    [[nodiscard]] QString rule() const; ///< "A, B: 0–0.94, √ · B − A: ±0.6, linear"
    [[nodiscard]] std::unique_ptr<Figure> figure(const QString& caption) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 80}; }

    /// Rows are queries, columns keys of the difference.
    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override;
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

Q_SIGNALS:
    void openAsked(); ///< a double click: show it in full in the attention lab

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int heightFor(int width) const;

    std::shared_ptr<const HeadDetail> detail_;
    QPoint cursor_{-1, -1};
};

void paintHeadMaps(QPainter& painter, const QSizeF& size, const HeadDetail& detail,
                   const QPoint& cursor, const Look& look);

} // namespace vitrine::widgets
