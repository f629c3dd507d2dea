#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/robustness/diff/visibletext.h"
#include "widgets/robustness/state/readouts.h"

#include <QWidget>

#include <array>
#include <memory>

class QTextLayout;

namespace vitrine::widgets {

class Figure;
class Look;

/// The clean and the perturbed text, one below the other: touched words marked in both, control
/// characters by their names, and a badge where nothing came through.
class DiffView final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit DiffView(QWidget* parent = nullptr);
    ~DiffView() override;

    void setText(std::shared_ptr<const PerturbedText> text);

    /// "unchanged: the normaliser removed it"; empty for none.
    void setBadge(const QString& badge);
    [[nodiscard]] const QString& badge() const { return badge_; }

    [[nodiscard]] const VisibleText& shown(bool perturbed) const {
        return lines_[perturbed ? 1 : 0];
    }

    /// The place of the dial that is painted; −1 before the first paint.
    [[nodiscard]] double paintedSeverity() const { return painted_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] int tableRows() const override { return 2; }
    [[nodiscard]] int tableColumns() const override { return 1; }
    [[nodiscard]] QString rowLabel(int row) const override;
    [[nodiscard]] QString columnLabel(int column) const override;
    [[nodiscard]] QString cellText(int row, int column) const override;
    [[nodiscard]] QRect cellRect(int row, int column) const override;
    [[nodiscard]] QPoint cellAt(const QPoint& point) const override;
    [[nodiscard]] QPoint cursorCell() const override { return {0, cursor_}; }
    void moveCursorTo(int row, int column) override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void relayout();
    [[nodiscard]] double labelWidth() const;
    void paintLine(QPainter& painter, int row) const;

    std::shared_ptr<const PerturbedText> text_;
    QString badge_;
    std::array<VisibleText, 2> lines_;
    std::array<std::unique_ptr<QTextLayout>, 2> layouts_;
    std::array<double, 2> tops_{};
    double height_ = 0;
    double painted_ = -1;
    int cursor_ = 0;
};

} // namespace vitrine::widgets
