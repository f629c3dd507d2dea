#pragma once

#include "tests/app/runner/train/trainingground.h"
#include "tests/app/vitrine/windowfixture.h"

#include "widgets/training/state/runrecord.h"
#include "widgets/training/traininglab.h"

#include <QStringList>

#include <cstdint>
#include <filesystem>

namespace vitrine::tests {

/// The window on the training lab, with the recipe of a training ground, below which its runs are.
class TrainingLabFixture : public WindowFixture {
public:
    /// For whatever a run does; on a machine that does other things as well.
    static constexpr int kPatience = 40'000;

    explicit TrainingLabFixture(const TrainingGround& ground);

    /// Shows the lab with the recipe; the engine stays away.
    [[nodiscard]] bool begin();

    /// The recipe as from a file, its paths absolute.
    void takeRecipe();

    void clickLaunch();

    /// Launches the recipe and waits until the run in front has done so many steps; answers its
    /// folder, empty if that takes too long.
    [[nodiscard]] std::filesystem::path launch(std::int64_t step);

    /// Waits until the run in front says that it is finished and all was read.
    [[nodiscard]] bool finished();

    [[nodiscard]] widgets::TrainingLab& lab() const;
    [[nodiscard]] const widgets::RunRecord* run() const; ///< in front

    /// The steps of the loss curve in front, as drawn.
    [[nodiscard]] std::vector<std::int64_t> lossSteps() const;

    /// What the pane beside the runs lists, newest first.
    [[nodiscard]] QStringList whatHappened() const;

private:
    const TrainingGround& ground_;
};

/// 1, 2, … `last`.
[[nodiscard]] std::vector<std::int64_t> stepsTo(std::int64_t last);

} // namespace vitrine::tests
