#pragma once

#include "core/study/sweep/recipe.h"

#include "widgets/foundation/figure/figure.h"
#include "widgets/robustness/sweep/sweepstudy.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QComboBox;
class QPushButton;
class QTableView;

namespace vitrine::widgets {

class CurvePlot;
class RobustnessStudy;
class SectionHead;
class SweepTableModel;
class Words;

/// Texts that a sweep may run over.
struct SweepTexts {
    QString name; ///< "24 film reviews"
    std::vector<study::SweepText> examples;
    study::LabelSet labels; ///< what they are asked for; empty: those of the current sample
    std::string file;       ///< for recipes; empty: samples of a workspace
};

/// A small sweep over severities, seeds and texts: what to run, the curves with their bands as they
/// grow, the table.
class SweepPane final : public QWidget {
    Q_OBJECT

public:
    explicit SweepPane(RobustnessStudy& study, QWidget* parent = nullptr);

    void setData(std::vector<SweepTexts> data);
    void addData(SweepTexts data); ///< and chooses it

    [[nodiscard]] const SweepStudy& sweep() const { return sweep_; }
    [[nodiscard]] CurvePlot& plot() const { return *plot_; }
    [[nodiscard]] SweepTableModel& table() const { return *model_; }

    void start();
    /// Severity and seed of the dial on all texts.
    void applyToSet();
    void cancel() { sweep_.cancel(); }

    [[nodiscard]] study::SweepRecipe recipe() const;
    [[nodiscard]] std::string textsFile() const; ///< where a recipe looks for them
    [[nodiscard]] std::string texts() const; ///< of the set that is chosen, as JSON lines
    [[nodiscard]] std::string csv() const;
    [[nodiscard]] std::unique_ptr<Figure> figure(const QString& caption) const;
    [[nodiscard]] QString status() const; ///< "Sweep 120 of 480"; empty for none

Q_SIGNALS:
    void statusChanged();
    void recipeAsked();
    void fileAsked();
    void problemMet(const vitrine::Problem& problem);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QString noteWords() const;
    QWidget* makeCurves();
    QWidget* makeTable();
    void run(std::vector<double> severities, std::vector<std::uint64_t> seeds);
    void fillData();
    void take();
    void takeMetric();
    [[nodiscard]] QString factsWords() const;
    [[nodiscard]] study::SweepMetric metric() const;
    [[nodiscard]] const SweepTexts* chosen() const;
    [[nodiscard]] std::vector<perturb::Chain> chains() const;

    RobustnessStudy& study_;
    SweepStudy sweep_;
    std::vector<SweepTexts> data_;
    SectionHead* head_;
    QComboBox* texts_;
    QComboBox* kinds_;
    QComboBox* metric_;
    QPushButton* go_;
    CurvePlot* plot_;
    Words* invitation_;
    SweepTableModel* model_;
    QTableView* view_;
    Words* facts_;
};

} // namespace vitrine::widgets
