#pragma once

#include "widgets/attention/export/mapcsv.h"
#include "widgets/attention/rows/pinnedscene.h"
#include "widgets/foundation/access/accessibletable.h"

#include <QWidget>

#include <memory>

namespace vitrine::widgets {

class Figure;

/// The row of the query pointed at in every pinned head, on one range 0–1, with the letters of the
/// pins. Pointing at a cell points at its key; a click opens its head.
class PinnedRows final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit PinnedRows(AttentionState& state, QWidget* parent = nullptr);

    /// "one range for all, 0–1, √"; brief: "0–1, √".
    [[nodiscard]] QString rule(bool brief = false) const;

    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    /// The weights behind the rows, to be written to a file.
    [[nodiscard]] WeightChoice weights() const;

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override;
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override;
    void moveCursorTo(int row, int column) override;

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The token or the number of rows changed.
    void sceneChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takeShown();
    void pointAt(const QPoint& cell);

    AttentionState& state_;
    PinnedScene scene_;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
