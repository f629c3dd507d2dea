#pragma once

#include "widgets/attention/pane/crowding.h"
#include "widgets/attention/state/attentionstate.h"

#include <QWidget>

class QToolButton;

namespace vitrine::widgets {

class GridLegendView;
class HeadGrid;
class LayerStrip;
class PinnedRows;
class RangeCombo;
class SnugCombo;
class QuadrantLens;
class Words;

/// The left of the lab: all heads with their tool bar and legend, the pinned rows, the statistic by
/// layer. What does not fit goes in the order of DESIGN 7: the strip, then the rows; the grid
/// scrolls.
class NavigatorPane final : public QWidget {
    Q_OBJECT

public:
    explicit NavigatorPane(AttentionState& state, QWidget* parent = nullptr);

    void setCrowding(const Crowding& crowding);

    [[nodiscard]] HeadGrid& grid() const { return *grid_; }
    [[nodiscard]] PinnedRows& rows() const { return *rows_; }
    [[nodiscard]] LayerStrip& strip() const { return *strip_; }
    [[nodiscard]] QuadrantLens& lens() const { return *lens_; }
    [[nodiscard]] QToolButton& picturesButton() const { return *pictures_; }

    /// The width in which thumbnails have a size, with the pane's padding.
    [[nodiscard]] int widthForThumbnails(int pixels) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeToolBar();
    QWidget* makeSection(QWidget& body, Words*& title, Words*& note);
    void takePicture();
    void takeSelection();
    void describe();
    void place();
    void fillStatistics();
    void fitToolBar();
    [[nodiscard]] int fitThumbnails(int width, int room);
    [[nodiscard]] bool fitsHead(const QString& title, const QString& note) const;
    [[nodiscard]] QString headsShow() const;

    AttentionState& state_;
    bool few_ = false; ///< heads
    Crowding crowding_;
    QWidget* toolBar_;
    Words* title_;
    Words* size_;
    QToolButton* pictures_;
    SnugCombo* sort_;
    SnugCombo* badge_;
    RangeCombo* range_;
    QWidget* lensSection_;
    Words* lensTitle_;
    Words* lensNote_;
    QuadrantLens* lens_;
    HeadGrid* grid_;
    GridLegendView* legend_;
    QWidget* rowsSection_;
    Words* rowsTitle_;
    Words* rowsNote_;
    PinnedRows* rows_;
    QWidget* stripSection_;
    Words* stripTitle_;
    Words* stripNote_;
    LayerStrip* strip_;
    std::vector<std::string> statistics_; ///< as the combos list them
};

} // namespace vitrine::widgets
