#pragma once

#include "widgets/foundation/plot/plotdata.h"
#include "widgets/foundation/plot/qcp.h"
#include "widgets/foundation/plot/readoutcard.h"

#include <optional>
#include <vector>

namespace vitrine::widgets {

class Look;

/// Marks along the x axis and the reference line across, over the curves.
class MarksItem final : public QCPAbstractItem {
  public:
    explicit MarksItem(QCustomPlot* plot);

    void setLook(const Look* look) { look_ = look; }

    void setMarks(std::vector<PlotMark> marks) { marks_ = std::move(marks); }

    [[nodiscard]] const std::vector<PlotMark>& marks() const { return marks_; }

    void setReference(std::optional<double> value) { reference_ = value; }

    double selectTest(const QPointF& position, bool onlySelectable,
                      QVariant* details) const override;

  protected:
    void draw(QCPPainter* painter) override;

  private:
    void drawMark(QPainter& painter, const PlotMark& mark, double& textEnd) const;
    void drawReference(QPainter& painter) const;

    const Look* look_ = nullptr;
    std::vector<PlotMark> marks_;
    std::optional<double> reference_;
};

/// The crosshair with its dots and card, and the stretch that is being brushed. On a layer of its
/// own, so that moving it repaints no curve.
class CrosshairItem final : public QCPAbstractItem {
  public:
    struct State {
        std::optional<double> x;
        std::vector<double> values; ///< of the dots
        Readout readout;
        bool card = true;
        std::optional<PlotRange> brush;
    };

    explicit CrosshairItem(QCustomPlot* plot);

    void setLook(const Look* look) { look_ = look; }

    void setState(State state) { state_ = std::move(state); }

    double selectTest(const QPointF& position, bool onlySelectable,
                      QVariant* details) const override;

  protected:
    void draw(QCPPainter* painter) override;

  private:
    const Look* look_ = nullptr;
    State state_;
};

} // namespace vitrine::widgets
