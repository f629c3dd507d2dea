#pragma once

#include "app/vitrine/labs/lab.h"
#include "app/vitrine/labs/windowparts.h"

#include <filesystem>

namespace vitrine::widgets {
class TrainingLab;
}

namespace vitrine::app {

class RecipeCheck;
class RunLauncher;

/// The training lab as the window sees it: where its runs are, how new ones are started, and the
/// way from a checkpoint to the attention lab.
class TrainingRoom final : public Lab {
    Q_OBJECT

public:
    TrainingRoom(const WindowParts& parts, QWidget* stage);
    ~TrainingRoom() override;

    [[nodiscard]] widgets::TrainingLab& trainingLab() const { return *lab_; }
    [[nodiscard]] RunLauncher& launcher() const { return *launcher_; }

    void openRun(const std::filesystem::path& folder);

    [[nodiscard]] LabFace face() const override;
    [[nodiscard]] QWidget& page() const override;
    void focusMain() override;
    void openExports() override;
    [[nodiscard]] QWidget* inspector() const override;
    void shape(Crowding& crowding) const override;
    void applyCrowding(const Crowding& crowding) override;
    [[nodiscard]] QStringList facts(bool words) const override;
    [[nodiscard]] QList<widgets::KeyHint> hints(bool words) const override;
    void addTo(ReportContent& content) const override;

Q_SIGNALS:
    void checkpointOpened(const std::filesystem::path& folder);

private:
    void connectLauncher();
    void connectCheck();
    void offerRecipes(QWidget* button);
    void openRecipe(const QString& name);

    widgets::TrainingLab* lab_;
    QWidget* recipe_; ///< handed to the inspector
    RunLauncher* launcher_;
    RecipeCheck* check_;
    Settings& settings_;
};

} // namespace vitrine::app
