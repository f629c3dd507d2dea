#pragma once

#include "core/run/curves/columns.h"
#include "widgets/foundation/figure/figure.h"
#include "widgets/foundation/plot/plotdata.h"

#include <QList>
#include <QWidget>

#include <array>
#include <memory>
#include <string>

class QCheckBox;
class QComboBox;
class QToolButton;

namespace vitrine::widgets {

class CurvePlot;
class RunBook;
class SectionHead;
class Segments;
struct RunRecord;

/// The curves of the runs that are drawn: one large chart, three small ones, one axis for all.
/// GUI thread.
class CurveDeck final : public QWidget {
    Q_OBJECT

public:
    static constexpr int kSmall = 3;

    explicit CurveDeck(RunBook& book, QWidget* parent = nullptr);

    [[nodiscard]] CurvePlot& mainPlot() const { return *main_; }
    [[nodiscard]] CurvePlot& smallPlot(int index) const {
        return *small_[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] QComboBox& tagBox() const { return *tags_; }
    [[nodiscard]] QComboBox& axisBox() const { return *axes_; }
    [[nodiscard]] QComboBox& smoothingBox() const { return *smoothing_; }
    [[nodiscard]] QCheckBox& followSwitch() const { return *follow_; }

    void focusMain();
    void toggleFollow();
    void toggleLogarithmic();
    void openExports();

    /// The large chart as it is.
    [[nodiscard]] std::unique_ptr<Figure> figure() const;

    /// Every point of the large chart: run, tag, step, wall time, value.
    [[nodiscard]] std::string csv() const;

    void setSmallShown(bool shown);
    void setLegendShown(bool shown);

Q_SIGNALS:
    void painted(); ///< the large chart went to the screen anew
    void exportRequested(QWidget* button);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* buildBar();
    void fillChoices(QWidget* bar);
    QWidget* buildSmall();
    void connectAll();
    void rebuild();
    void rebuildPlot(CurvePlot& plot, const std::string& tag, double beta);
    void takeTags();
    void takeMarks();
    void takeNotes();
    void takeRun(int index, bool points);
    void linkCrosshair(CurvePlot& from);
    [[nodiscard]] double beta() const;
    [[nodiscard]] std::string tag() const;
    [[nodiscard]] std::array<std::string, kSmall> smallTags() const;
    [[nodiscard]] QString placeText(double x) const;

    RunBook& book_;
    CurvePlot* main_;
    std::array<CurvePlot*, kSmall> small_{};
    std::array<SectionHead*, kSmall> heads_{};
    QWidget* smallRow_;
    QWidget* legend_;
    SectionHead* head_;
    QComboBox* tags_;
    QComboBox* axes_;
    QComboBox* smoothing_;
    Segments* scale_;
    QCheckBox* follow_;
    QToolButton* export_;
    run::CurveAxis axis_ = run::CurveAxis::Step;
    std::size_t tagCount_ = 0; ///< of the runs drawn, when the list of tags was made
    std::size_t superseded_ = 0; ///< overtaken stretches, when the series were made
};

} // namespace vitrine::widgets
