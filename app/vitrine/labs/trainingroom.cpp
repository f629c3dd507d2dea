#include "app/vitrine/labs/trainingroom.h"

#include "app/vitrine/report/collect.h"
#include "app/vitrine/training/recipecheck.h"
#include "app/vitrine/training/runlauncher.h"

#include "widgets/training/recipe/recipedraft.h"
#include "widgets/training/recipe/recipepanel.h"
#include "widgets/training/state/runbook.h"
#include "widgets/training/traininglab.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace vitrine::app {

using widgets::KeyHint;
using widgets::RecipePanel;
using widgets::TrainingLab;

namespace {

namespace fs = std::filesystem;

constexpr qint64 kMostRecipe = qint64{4} << 20; // reliability.md 5

fs::path runsFolderOf(const WindowParts& parts) {
    const QString chosen = parts.settings.get(settings::runsFolder());
    return chosen.isEmpty() ? parts.file.places().data / "runs" : fs::path(chosen.toStdString());
}

std::string nameOf(const RecipePanel& panel) {
    const Json* name = panel.draft().given("name");
    return name != nullptr && name->string() != nullptr ? *name->string() : std::string();
}

} // namespace

TrainingRoom::TrainingRoom(const WindowParts& parts, QWidget* stage)
    : Lab(stage)
    , lab_(new TrainingLab(stage))
    , recipe_(&lab_->recipe())
    , settings_(parts.settings) {
    const fs::path folder = runsFolderOf(parts);
    const fs::path runner =
        runnerBeside(QCoreApplication::applicationDirPath().toStdString());
    launcher_ = new RunLauncher(runner, folder, this);
    check_ = new RecipeCheck(runner, parts.file.places().state / "draft-recipe.json", this);
    connectLauncher();
    connectCheck();
    connect(lab_, &TrainingLab::statusChanged, this, &Lab::statusChanged);
    connect(lab_, &TrainingLab::problemMet, this, &Lab::problemMet);
    connect(lab_, &TrainingLab::checkpointOpened, this, &TrainingRoom::checkpointOpened);
    connect(lab_, &TrainingLab::saved, this,
            [this](const QString& name) { Q_EMIT told(tr("%1 saved").arg(name)); });
    openRecipe(QStringLiteral(":/recipes/emoji-vit.json")); // nobody begins with an empty form
    // Not made here: a window that only looks leaves nothing behind.
    lab_->setRunsFolder(folder);
}

TrainingRoom::~TrainingRoom() = default;

void TrainingRoom::connectLauncher() {
    RecipePanel& panel = lab_->recipe();
    panel.setCommandText([this] {
        return launcher_->preview(nameOf(lab_->recipe())).text();
    });
    if (launcher_->runner().empty()) {
        panel.setLaunchProblem(tr("The program vitrine-run is not beside this one"));
    }
    connect(&panel, &RecipePanel::launchRequested, this, [this] {
        launcher_->launch(lab_->recipe().draft().text(), nameOf(lab_->recipe()));
        lab_->recipe().takeCommand(); // the next one goes elsewhere
    });
    connect(&panel, &RecipePanel::openRequested, this, &TrainingRoom::offerRecipes);
    connect(lab_, &TrainingLab::resumeRequested, launcher_, &RunLauncher::resume);
    connect(launcher_, &RunLauncher::problemMet, this, &Lab::problemMet);
    connect(launcher_, &RunLauncher::started, this, [this](const fs::path& run) {
        lab_->openRun(run);
        Q_EMIT told(tr("Started: it goes on when the window closes"));
    });
}

// Asked for only while the lab is in front and the recipe is in order by itself.
void TrainingRoom::connectCheck() {
    RecipePanel* panel = &lab_->recipe();
    connect(&panel->draft(), &widgets::RecipeDraft::changed, this, [this, panel] {
        check_->cancel();
        panel->setCheck({}, true);
        if (panel->draft().recipe() && panel->isVisible()) {
            check_->ask(panel->draft().text());
        }
    });
    connect(check_, &RecipeCheck::answered, panel, &RecipePanel::setCheck);
    connect(check_, &RecipeCheck::faulted, &panel->draft(), &widgets::RecipeDraft::judge);
}

void TrainingRoom::offerRecipes(QWidget* button) {
    auto* menu = new QMenu(button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QDir bundled(QStringLiteral(":/recipes"));
    for (const QString& file : bundled.entryList({QStringLiteral("*.json")})) {
        menu->addAction(QFileInfo(file).completeBaseName(), this,
                        [this, path = bundled.filePath(file)] { openRecipe(path); });
    }
    menu->addSeparator();
    menu->addAction(tr("From a file…"), this, [this] {
        const QString name = QFileDialog::getOpenFileName(lab_, tr("Open a recipe"), QString(),
                                                          tr("Recipes (*.json)"));
        if (!name.isEmpty()) {
            openRecipe(name);
        }
    });
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

void TrainingRoom::openRecipe(const QString& name) {
    QFile file(name); // may be one of the program's own
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostRecipe) {
        Q_EMIT problemMet({"The recipe cannot be read", name.toStdString(),
                           "Check its name, its size and your rights"});
        return;
    }
    widgets::RecipeDraft& draft = lab_->recipe().draft();
    draft.setText(file.readAll().toStdString());
    if (!name.startsWith(u':')) {
        // The run gets a copy elsewhere: what is relative to the recipe would not be found there.
        draft.makePathsAbsolute(fs::absolute(name.toStdString()).parent_path());
    }
}

void TrainingRoom::openRun(const fs::path& folder) {
    lab_->openRun(folder);
}

LabFace TrainingRoom::face() const {
    return {.id = LabId::Training,
            .key = "training",
            .icon = widgets::Icon::Run,
            .name = tr("Training"),
            .help = tr("Runs with their curves, live; pause, resume, change, and start new ones.")};
}

QWidget& TrainingRoom::page() const {
    return *lab_;
}

void TrainingRoom::focusMain() {
    lab_->focusMain();
}

void TrainingRoom::openExports() {
    lab_->openExports();
}

QWidget* TrainingRoom::inspector() const {
    return recipe_;
}

void TrainingRoom::shape(Crowding& crowding) const {
    crowding.libraryRail = true;
}

void TrainingRoom::applyCrowding(const Crowding& crowding) {
    lab_->setCrowded(!crowding.allLabWords || crowding.briefInspector,
                     /*low=*/!crowding.chips);
}

QStringList TrainingRoom::facts(bool words) const {
    return lab_->status(words);
}

QList<KeyHint> TrainingRoom::hints(bool words) const {
    const QList<KeyHint> all = lab_->keyHints();
    return (words ? all : all.mid(0, 2)) +
           QList<KeyHint>{{{QStringLiteral("?")}, words ? tr("all keys") : tr("keys")}};
}

void TrainingRoom::addTo(ReportContent& content) const {
    if (lab_->book().current() != nullptr) {
        addFigure(content, tr("Training"), lab_->figure());
    }
}

} // namespace vitrine::app
