#pragma once

#include "widgets/attention/compare/comparefacts.h"

#include <QWidget>

#include <optional>
#include <vector>

class QVBoxLayout;

namespace vitrine::widgets {

class AttentionState;
class ChangeList;
class SectionHead;
class ShiftList;
class ValueRow;
class Words;

/// The inspector while two pictures are compared: the change of one cell, both weights, shifts, what
/// changed in the text, the heads that moved most.
class ComparePanel final : public QWidget {
    Q_OBJECT

public:
    explicit ComparePanel(AttentionState& state, QWidget* parent = nullptr);

    [[nodiscard]] const std::optional<CompareFacts>& facts() const { return facts_; }

    void setBrief(bool brief);

private:
    QVBoxLayout* addSection(QWidget*& box);
    void takeShown();

    AttentionState& state_;
    std::optional<CompareFacts> facts_;
    QVBoxLayout* layout_;
    NumberHead* head_;
    QWidget* rowsBox_;
    QVBoxLayout* rowsLayout_;
    std::vector<ValueRow*> rows_;
    QWidget* changesBox_;
    ChangeList* changes_;
    ShiftList* shifted_;
    SectionHead* originTitle_;
    Words* origins_;
};

} // namespace vitrine::widgets
