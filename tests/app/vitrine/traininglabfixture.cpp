#include "tests/app/vitrine/traininglabfixture.h"

#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/trainingroom.h"

#include "core/base/files.h"

#include "widgets/training/log/logpane.h"
#include "widgets/training/recipe/recipedraft.h"
#include "widgets/training/recipe/recipepanel.h"
#include "widgets/training/state/runbook.h"

#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <numeric>

namespace vitrine::tests {

namespace fs = std::filesystem;

TrainingLabFixture::TrainingLabFixture(const TrainingGround& ground)
    : WindowFixture({1600, 1000}, ground.folder() / "data")
    , ground_(ground) {}

bool TrainingLabFixture::begin() {
    if (!show()) {
        return false;
    }
    window->showLab(app::LabId::Training);
    takeRecipe();
    return lab().recipe().draft().recipe().has_value();
}

void TrainingLabFixture::takeRecipe() {
    constexpr std::size_t kMost = std::size_t{1} << 16;
    widgets::RecipeDraft& draft = lab().recipe().draft();
    draft.setText(readFile(ground_.recipe(), kMost).value());
    draft.makePathsAbsolute(ground_.folder());
}

void TrainingLabFixture::clickLaunch() {
    QTest::mouseClick(&lab().recipe().launchButton(), Qt::LeftButton);
}

fs::path TrainingLabFixture::launch(std::int64_t step) {
    clickLaunch();
    const bool there =
        QTest::qWaitFor([&] { return run() != nullptr && run()->step() >= step; }, kPatience);
    return there ? run()->folder : fs::path();
}

bool TrainingLabFixture::finished() {
    return QTest::qWaitFor(
        [this] {
            const widgets::RunRecord* record = run();
            return record != nullptr && record->status.state == run::RunState::Finished &&
                   !record->loading && record->history->end().object() != nullptr;
        },
        kPatience);
}

widgets::TrainingLab& TrainingLabFixture::lab() const {
    return window->labs().training().trainingLab();
}

const widgets::RunRecord* TrainingLabFixture::run() const {
    return lab().book().current();
}

std::vector<std::int64_t> TrainingLabFixture::lossSteps() const {
    std::vector<std::int64_t> steps;
    const run::CurveSeries* loss = run()->history->find("train/loss");
    for (std::size_t i = 0; loss != nullptr && i < loss->live.size(); ++i) {
        steps.push_back(loss->live.stepAt(i));
    }
    return steps;
}

QStringList TrainingLabFixture::whatHappened() const {
    constexpr int kWords = 2;
    const QAbstractItemModel& model = *lab().log().events().model();
    QStringList words;
    for (int row = 0; row < model.rowCount(); ++row) {
        words.append(model.index(row, kWords).data().toString());
    }
    return words;
}

std::vector<std::int64_t> stepsTo(std::int64_t last) {
    std::vector<std::int64_t> steps(static_cast<std::size_t>(last));
    std::iota(steps.begin(), steps.end(), 1);
    return steps;
}

} // namespace vitrine::tests
