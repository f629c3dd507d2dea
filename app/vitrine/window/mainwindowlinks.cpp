// What the window's parts say to each other.

#include "app/vitrine/actions/actiontable.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/lessonsroom.h"
#include "app/vitrine/labs/trainingroom.h"
#include "app/vitrine/report/writer.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/docks.h"
#include "app/vitrine/window/drawer.h"
#include "app/vitrine/window/labbar.h"
#include "app/vitrine/window/librarylink.h"
#include "app/vitrine/window/mainwindow.h"
#include "app/vitrine/window/statepane.h"

#include "widgets/foundation/parts/toast.h"
#include "widgets/lessons/course.h"
#include "widgets/library/librarypanel.h"

#include <QAction>
#include <QDockWidget>
#include <QListView>

namespace vitrine::app {

void MainWindow::connectParts() {
    auto* library = new LibraryLink(document_, session_, *library_);
    QAction* openModel = table_->action(u"model.open"_qs);
    connect(library, &LibraryLink::openModelRequested, openModel, &QAction::trigger);
    connect(library, &LibraryLink::openAnythingRequested, table_->action(u"file.open"_qs),
            &QAction::trigger);
    connect(library, &LibraryLink::removed, this, [this](const QString& what) {
        toast_->tell(what, tr("Undo"), [this] { document_.undo().undo(); });
    });
    connect(&intake_, &Intake::problemMet, this, &MainWindow::showProblem);
    connect(&intake_, &Intake::tokenizerAdded, this, [this] { showLab(LabId::Tokens); });
    connect(&intake_, &Intake::runOpened, this, [this](const std::filesystem::path& folder) {
        showLab(LabId::Training);
        labs_->training().openRun(folder);
    });
    connect(&labs_->training(), &TrainingRoom::checkpointOpened, this,
            [this](const std::filesystem::path& folder) {
                intake_.open(folder);
                showLab(LabId::Attention);
            });
    intake_.setMayReplace([this] { return desk_.mayReplace(); });
    connect(&desk_, &FileDesk::problemMet, this, &MainWindow::showProblem);
    connect(&desk_, &FileDesk::openRequested, &intake_, &Intake::open);
    connect(&desk_, &FileDesk::saved, this,
            [this](const QString& name) { toast_->tell(tr("%1 saved").arg(name)); });

    connect(labBar_, &LabBar::paletteRequested, this, &MainWindow::openPalette);
    connect(labBar_, &LabBar::modelChosen, this,
            [this](const QString& id) { document_.chooseModel(id.toStdString()); });
    connect(labBar_, &LabBar::deviceChosen, this,
            [this](const QString& id) { document_.chooseDevice(id.toStdString()); });

    connect(report_, &ReportWriter::problemMet, this, &MainWindow::showProblem);
    connect(report_, &ReportWriter::written, this, [this](const QString& page) {
        toast_->tell(tr("Report written: %1").arg(page));
    });
    const StatePane& pane = attentionPage().statePane();
    connect(&pane, &StatePane::retryRequested, &session_, &Session::retry);
    connect(&pane, &StatePane::openModelRequested, openModel, &QAction::trigger);
    connect(&pane, &StatePane::confirmRequested, this,
            [this] {
                document_.confirmModel(document_.value().model);
                document_.confirmMedia(document_.value().sample);
            });
    connect(&attentionPage(), &AttentionPage::openSampleRequested,
            table_->action(u"file.open"_qs), &QAction::trigger);
    connect(&attentionPage(), &AttentionPage::filesDropped, this,
            [this](const QStringList& paths) {
                for (const QString& path : paths) {
                    intake_.open(path.toStdString());
                }
            });
    connect(&document_, &Document::anchorsLost, this,
            [this](const QStringList& lost) {
                toast_->tell(lost.join(QStringLiteral(" · ")), tr("Undo"),
                             [this] { document_.undo().undo(); });
            });
    connect(&session_, &Session::comparisonShown, this, [this] {
        if (session_.comparisonProblem()) {
            showProblem(*session_.comparisonProblem());
        }
        takeActions();
    });
    connect(&session_, &Session::stageChanged, this, &MainWindow::takeActions);
    connect(docks_, &Docks::shownChanged, this, &MainWindow::keepLayout);
    for (const QDockWidget* dock : {&docks_->libraryDock(), &docks_->inspectorDock()}) {
        connect(dock, &QDockWidget::dockLocationChanged, this, &MainWindow::keepDocks);
        connect(dock, &QDockWidget::topLevelChanged, this, &MainWindow::keepDocks);
    }
    connect(&docks_->inspectorDrawer(), &Drawer::openChanged, this, &MainWindow::takeActions);
}

void MainWindow::connectLabs() {
    connect(labBar_, &LabBar::labChosen, this, [this](int lab) {
        showLab(labs_->all()[static_cast<std::size_t>(lab)]->face().id);
    });
    connectLessons();
    for (const Lab* lab : labs_->all()) {
        connect(lab, &Lab::inspectorChanged, this, &MainWindow::takeInspector);
        connect(lab, &Lab::actionsChanged, this, &MainWindow::takeActions);
        connect(lab, &Lab::problemMet, this, &MainWindow::showProblem);
        connect(lab, &Lab::labRequested, this, &MainWindow::showLab);
        connect(lab, &Lab::told, this, [this](const QString& words) { toast_->tell(words); });
    }
}

void MainWindow::connectLessons() {
    LessonsRoom& room = labs_->lessons();
    widgets::LibrarySection& section = library_->lessons();
    section.view().setObjectName(QStringLiteral("lessonsList"));
    const auto fill = [&room, &section] {
        QList<widgets::LibraryItem> items;
        for (const widgets::Lesson& lesson : room.course().lessons()) {
            const QString title = QString::fromStdString(lesson.title);
            items.append({.id = QString::fromStdString(lesson.id),
                          .icon = widgets::Icon::Book,
                          .name = title,
                          .note = tr("%1 steps").arg(lesson.steps.size()),
                          .toolTip = title});
        }
        const widgets::Lesson* open = room.course().lesson();
        section.setItems(items, open != nullptr ? QString::fromStdString(open->id) : QString());
    };
    connect(&room.course(), &widgets::Course::stepChanged, this, fill);
    connect(&section, &widgets::LibrarySection::chosen, this, [this, &room](const QString& id) {
        (void)room.open(id.toStdString()); // fills the list anew, and `id` goes with it
        showLab(LabId::Lessons);
    });
    fill();
}

void MainWindow::connectDocument() {
    WorkspaceState& state = document_.state();
    connect(&file_, &DocumentFile::nameChanged, this, &MainWindow::takeName);
    connect(&file_, &DocumentFile::opened, this, &MainWindow::warnOfOpened);
    connect(&state, &WorkspaceState::wasReset, this, &MainWindow::takeLayout);
    connect(&state, &WorkspaceState::modelsChanged, this, &MainWindow::takeBars);
    connect(&state, &WorkspaceState::currentModelChanged, this, &MainWindow::takeBars);
    connect(&state, &WorkspaceState::currentSampleChanged, this, &MainWindow::takeActions);
    connect(&state, &WorkspaceState::sampleEdited, this, &MainWindow::takeActions);
    connect(&state, &WorkspaceState::comparisonChanged, this, [this] {
        if (document_.value().comparison.kind != Comparison::Kind::None) {
            lastComparison_ = document_.value().comparison;
        }
        takeActions();
    });
    connect(&session_.host(), &EngineHost::started, this, &MainWindow::takeBars);
    connect(&session_.models(), &ModelOpener::stateChanged, this, &MainWindow::takeBars);
}

} // namespace vitrine::app
