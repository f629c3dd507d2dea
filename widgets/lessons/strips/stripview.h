#pragma once

#include "widgets/foundation/access/accessibletable.h"
#include "widgets/foundation/colour/colourscale.h"
#include "widgets/foundation/paint/colourbar.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <span>
#include <vector>

namespace vitrine::widgets {

/// A vector as the strip view shows it: "+ position".
struct NamedStrip {
    QString sign; ///< "", "+", "=", "→": how it comes from those above
    QString name;
    QString note; ///< at the right: "‖x‖ 1.42"
    std::vector<float> values;
};

/// A signed scale, ± the largest magnitude of all values, square root; ±1 for none.
[[nodiscard]] ColourScale sharedScale(std::span<const std::vector<float>* const> vectors);

/// Vectors one below the other, each a block of cells with 96 components a line, all in one signed
/// range that the bar at the foot names. Pointing at a cell reads its component in every vector.
class StripView final : public QWidget, public AccessibleTableSource {
    Q_OBJECT

public:
    explicit StripView(QWidget* parent = nullptr);

    void setStrips(std::vector<NamedStrip> strips, const QString& rule);
    [[nodiscard]] const std::vector<NamedStrip>& strips() const { return strips_; }
    [[nodiscard]] const ColourScale& scale() const { return scale_; }

    /// "component 17: word 0.0312, position −0.0021"; empty where none is pointed at.
    [[nodiscard]] QString readOut() const;

    [[nodiscard]] int tableRows() const override;
    [[nodiscard]] int tableColumns() const override;
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
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();
    void paintStrip(class QPainter& painter, std::size_t row) const;

    std::vector<NamedStrip> strips_;
    std::vector<QRectF> blocks_; ///< of the cells
    ColourScale scale_;
    QString rule_;
    QPoint cursor_{-1, -1}; ///< (component, strip)
    double cell_ = 5;
    double foot_ = 0;
};

} // namespace vitrine::widgets
