#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/robustness/state/readouts.h"

#include <QWidget>

#include <memory>

class QPainter;

namespace vitrine::widgets {

class Figure;
class Look;

/// The pieces of every touched word, clean above perturbed, with a ribbon between them and the
/// counts at the right.
void paintSplits(QPainter& painter, double width, const study::WordSplits& split,
                 const Look& look);
[[nodiscard]] double splitRowHeight(const Look& look);

/// The same as a widget: as high as its words, to be scrolled.
class SplitView final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit SplitView(QWidget* parent = nullptr);

    void setReadOuts(std::shared_ptr<const ReadOuts> readOuts);
    [[nodiscard]] std::unique_ptr<Figure> figure(const QString& caption) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override { return 2; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return cursor_; }
    void moveCursorTo(int row, int column) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    std::shared_ptr<const ReadOuts> readOuts_;
    QPoint cursor_{-1, -1};
};

} // namespace vitrine::widgets
