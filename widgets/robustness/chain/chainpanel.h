#pragma once

#include <QWidget>

class QMenu;
class QToolButton;

namespace vitrine::widgets {

class ChainList;
class RobustnessStudy;
class SectionHead;

/// The chain with its head: kinds to add, presets, settings of a stage.
class ChainPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ChainPanel(RobustnessStudy& study, QWidget* parent = nullptr);

    [[nodiscard]] ChainList& list() const { return *list_; }
    [[nodiscard]] QMenu& kindMenu() const { return *kinds_; }

    void openSettings(int stage);

private:
    void fillKinds();
    void addStage(const std::string& kind, const std::string& preset);
    void describe();

    RobustnessStudy& study_;
    SectionHead* head_;
    QToolButton* add_;
    QMenu* kinds_;
    ChainList* list_;
};

} // namespace vitrine::widgets
