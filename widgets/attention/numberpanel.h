#pragma once

#include "widgets/attention/number/cellfacts.h"

#include <QWidget>

#include <optional>

class QToolButton;
class QVBoxLayout;

namespace vitrine::widgets {

class ComparePanel;
class DotProductView;
class EmptyState;
class PredictionList;
class SectionHead;
class StrongestKeys;
class ValueRow;
class Words;

/// The inspector of the attention lab: the shown cell in full, and where it comes from. What the
/// pointer is over, else the chosen cell.
class NumberPanel final : public QWidget {
    Q_OBJECT

public:
    explicit NumberPanel(AttentionState& state, QWidget* parent = nullptr);

    /// Little room (below 1500 px of window): the dot product and the origins are folded.
    void setBrief(bool brief);

    /// What is shown now; none before a cell is pointed at or chosen.
    [[nodiscard]] const std::optional<CellFacts>& facts() const { return facts_; }

    /// What is shown in place of it while two pictures are compared.
    [[nodiscard]] const ComparePanel& comparison() const { return *compare_; }

    [[nodiscard]] const DotProductView& dotProduct() const { return *dotProduct_; }
    [[nodiscard]] const StrongestKeys& strongestKeys() const { return *strongest_; }
    [[nodiscard]] const PredictionList& prediction() const { return *prediction_; }

    /// The facts as text, onto the clipboard.
    void copy() const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitStrongestNote();
    void build();
    QWidget* makeHead();
    void addFold(QVBoxLayout& layout, SectionHead& head, QWidget& body);
    void takeShown();
    void takePrediction();
    void showFacts();

    AttentionState& state_;
    std::optional<CellFacts> facts_;
    QWidget* content_;
    ComparePanel* compare_;
    EmptyState* empty_;
    SectionHead* title_;
    QToolButton* copy_;
    NumberHead* head_;
    QWidget* rowsBox_;
    QVBoxLayout* rowsLayout_;
    std::vector<ValueRow*> rows_;
    Words* note_; ///< "pinned"
    SectionHead* dotTitle_;
    Words* dotNote_;
    QWidget* dotBox_;
    DotProductView* dotProduct_;
    SectionHead* strongestTitle_;
    Words* strongestNote_;
    StrongestKeys* strongest_;
    QWidget* predictionBox_;
    PredictionList* prediction_;
    SectionHead* originTitle_;
    Words* origins_;
};

} // namespace vitrine::widgets
