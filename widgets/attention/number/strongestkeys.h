#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/picture/displaypicture.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace vitrine::widgets {

class AttentionState;

/// The keys with the largest weights of the shown row (with Alt the queries of the shown column):
/// token, bar, weight, and the sum so far. Pointing at one points at its cell.
class StrongestKeys final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit StrongestKeys(AttentionState& state, QWidget* parent = nullptr);

    struct Entry {
        std::size_t index = 0;
        QRectF box; ///< of a patch, in pixels of the picture; empty for others
        QString label;
        double weight = 0;
        double sum = 0; ///< of this and all above
        bool current = false;
    };

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 1; }
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
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takeShown();
    void takePhotograph();
    void choose(int row);
    void paintEntry(QPainter& painter, const QRectF& row, const Entry& entry) const;

    AttentionState& state_;
    std::vector<Entry> entries_;
    DisplayPicture photograph_; ///< of the picture in force, for crops
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
