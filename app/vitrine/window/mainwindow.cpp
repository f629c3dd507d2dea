#include "app/vitrine/window/mainwindow.h"

#include "app/vitrine/actions/actiontable.h"
#include "app/vitrine/actions/frame.h"
#include "app/vitrine/actions/menus.h"
#include "app/vitrine/actions/palette.h"
#include "app/vitrine/actions/paletteentries.h"
#include "app/vitrine/report/collect.h"
#include "app/vitrine/report/writer.h"
#include "app/vitrine/window/attentionpage.h"
#include "app/vitrine/window/bars.h"
#include "app/vitrine/window/docks.h"
#include "app/vitrine/window/drawer.h"
#include "app/vitrine/window/helpcard.h"
#include "app/vitrine/window/historyrail.h"
#include "app/vitrine/window/inspector.h"
#include "app/vitrine/window/keycard.h"
#include "app/vitrine/window/labbar.h"
#include "app/vitrine/window/librarylink.h"
#include "app/vitrine/window/menuband.h"
#include "app/vitrine/window/messagestrip.h"
#include "app/vitrine/window/statepane.h"
#include "app/vitrine/window/statusband.h"
#include "app/vitrine/window/statuswatch.h"
#include "app/vitrine/window/tokenslink.h"

#include "widgets/attention/attentionlab.h"
#include "widgets/foundation/parts/toast.h"
#include "widgets/input/sampleeditor.h"
#include "widgets/library/droptray.h"
#include "widgets/library/librarypanel.h"
#include "widgets/tokens/tokenslab.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPainter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace vitrine::app {

namespace {

constexpr QSize kSize{1600, 1000};
constexpr QSize kLeastSize{860, 560};

QVBoxLayout* plainColumn(QWidget* parent) {
    auto* layout = new QVBoxLayout(parent);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

} // namespace

MainWindow::MainWindow(const Parts& parts)
    : document_(parts.document)
    , file_(parts.file)
    , session_(parts.session)
    , settings_(parts.settings)
    , look_(parts.look)
    , intake_(document_, file_)
    , desk_(file_, settings_, dialogQuestions(this, settings_)) {
    setObjectName(u"window"_qs);
    setAcceptDrops(true);
    setMinimumSize(kLeastSize);
    historyWanted_ = settings_.get(settings::historyShown());
    build();
    buildActions();
    connectParts();
    connectDocument();
    docks_->setLibraryShown(settings_.get(settings::libraryShown()));
    docks_->setInspectorShown(settings_.get(settings::inspectorShown()));
    resize(kSize);
    restoreGeometry(settings_.get(settings::geometry()));
    applyCrowding();
    takeLayout();
    takeName();
    takeBars();
    qApp->installEventFilter(this);
    focusLab();
}

MainWindow::~MainWindow() {
    qApp->removeEventFilter(this);
}

void MainWindow::build() {
    menuBand_ = new MenuBand(this);
    labBar_ = new LabBar(this);
    labBar_->addLab(widgets::Icon::Attention, tr("Attention"), tr("Attention (Ctrl+1)"));
    labBar_->addLab(widgets::Icon::Tokens, tr("Tokens"), tr("Tokens (Ctrl+2)"));
    docked_ = new QMainWindow(this);
    docked_->setWindowFlags(Qt::Widget); // its constructor insists on being a window
    docked_->setContextMenuPolicy(Qt::NoContextMenu);
    QWidget* stage = buildStage();
    docked_->setCentralWidget(stage);
    library_ = new widgets::LibraryPanel;
    inspector_ = new Inspector(session_, tokensLab_->study());
    docks_ = new Docks(*docked_, library_, inspector_, *stage);
    status_ = new StatusBand(this);
    statusWatch_ = new StatusWatch(session_, *tokensLab_, *status_);

    QVBoxLayout* layout = plainColumn(this);
    layout->addWidget(menuBand_);
    layout->addWidget(labBar_);
    layout->addWidget(docked_, 1);
    layout->addWidget(status_);

    table_ = new ActionTable(*this);
    palette_ = new CommandPalette(this);
    keyCard_ = new KeyCard(this);
    helpCard_ = new HelpCard(this);
    toast_ = new widgets::Toast(stage);
    report_ = new ReportWriter(session_.pictureWorker(), this);
}

QWidget* MainWindow::buildStage() {
    auto* stage = new QWidget(docked_);
    messages_ = new MessageStrip(stage);
    labs_ = new QStackedWidget(stage);
    attentionPage_ = new AttentionPage(document_, session_, labs_);
    tokensLab_ = new widgets::TokensLab(labs_);
    labs_->addWidget(attentionPage_);
    labs_->addWidget(tokensLab_);
    QVBoxLayout* layout = plainColumn(stage);
    layout->addWidget(messages_);
    layout->addWidget(labs_, 1);
    return stage;
}

void MainWindow::buildActions() {
    const Frame frame{*table_, document_, file_, desk_, session_, intake_, look_, *this};
    addFileActions(frame);
    addEditActions(frame);
    addViewActions(frame);
    addModelActions(frame);
    addAttentionActions(frame);
    addHelpActions(frame);
    buildMenus(menuBand_->menus(), frame);
}

void MainWindow::connectParts() {
    auto* library = new LibraryLink(document_, session_, *library_);
    auto* tokens = new TokensLink(document_, session_, *tokensLab_);
    QAction* openModel = table_->action(u"model.open"_qs);
    connect(library, &LibraryLink::openModelRequested, openModel, &QAction::trigger);
    connect(library, &LibraryLink::openAnythingRequested, table_->action(u"file.open"_qs),
            &QAction::trigger);
    connect(library, &LibraryLink::removed, this, [this](const QString& what) {
        toast_->tell(what, tr("Undo"), [this] { document_.undo().undo(); });
    });
    connect(tokens, &TokensLink::problemMet, this, &MainWindow::showProblem);
    connect(tokensLab_, &widgets::TokensLab::problemMet, this, &MainWindow::showProblem);
    connect(&intake_, &Intake::problemMet, this, &MainWindow::showProblem);
    connect(&intake_, &Intake::tokenizerAdded, this, [this] { showLab(Lab::Tokens); });
    intake_.setMayReplace([this] { return desk_.mayReplace(); });
    connect(&desk_, &FileDesk::problemMet, this, &MainWindow::showProblem);
    connect(&desk_, &FileDesk::openRequested, &intake_, &Intake::open);
    connect(&desk_, &FileDesk::saved, this,
            [this](const QString& name) { toast_->tell(tr("%1 saved").arg(name)); });

    connect(labBar_, &LabBar::labChosen, this, [this](int lab) { showLab(static_cast<Lab>(lab)); });
    connect(labBar_, &LabBar::paletteRequested, this, &MainWindow::openPalette);
    connect(labBar_, &LabBar::modelChosen, this,
            [this](const QString& id) { document_.chooseModel(id.toStdString()); });
    connect(labBar_, &LabBar::deviceChosen, this,
            [this](const QString& id) { document_.chooseDevice(id.toStdString()); });

    connect(report_, &ReportWriter::problemMet, this, &MainWindow::showProblem);
    connect(report_, &ReportWriter::written, this, [this](const QString& page) {
        toast_->tell(tr("Report written: %1").arg(page));
    });
    const widgets::AttentionLab& attention = attentionPage_->lab();
    connect(&attention, &widgets::AttentionLab::failed, this, &MainWindow::showProblem);
    connect(&attention, &widgets::AttentionLab::saved, this,
            [this](const QString& saved) { toast_->tell(tr("%1 saved").arg(saved)); });

    const StatePane& pane = attentionPage_->statePane();
    connect(&pane, &StatePane::retryRequested, &session_, &Session::retry);
    connect(&pane, &StatePane::openModelRequested, openModel, &QAction::trigger);
    connect(&pane, &StatePane::confirmRequested, this,
            [this] { document_.confirmModel(document_.value().model); });
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

void MainWindow::setQuestions(Questions questions) {
    desk_.setQuestions(std::move(questions));
}

void MainWindow::showProblem(const Problem& problem) {
    messages_->show(problem);
}

void MainWindow::offer(const LeftBehind& left) {
    Message message = messageOf(left);
    message.acts = {{tr("Bring it back"),
                     [this, left] {
                         auto restored = file_.restore(left.workspace, left.document, left.demo);
                         if (restored.failed()) {
                             showProblem(restored.problem());
                         }
                         Journal::discard(left);
                     }},
                    {tr("Forget it"), [left] { Journal::discard(left); }}};
    messages_->show(std::move(message));
}

void MainWindow::warnOfOpened(const OpenedWorkspace& opened) {
    for (Message& message : messagesOf(opened, file_)) {
        messages_->show(std::move(message));
    }
}

void MainWindow::showLab(Lab lab) {
    lab_ = lab;
    const bool tokens = lab == Lab::Tokens;
    const QWidget* focused = labs_->focusWidget();
    const bool inside = focused != nullptr && focused->hasFocus();
    labs_->setCurrentIndex(static_cast<int>(lab));
    if (inside) { // else it goes to whatever comes next in the window
        focusLab();
    }
    labBar_->setCurrentLab(static_cast<int>(lab));
    inspector_->setTokensInFront(tokens);
    statusWatch_->setTokensInFront(tokens);
    LayoutChoice layout = document_.value().layout;
    layout.lab = tokens ? "tokens" : "attention";
    document_.state().setLayout(layout);
    takeActions();
}

void MainWindow::takeLayout() {
    const LayoutChoice& layout = document_.value().layout;
    if (!layout.docks.empty()) {
        docked_->restoreState(QByteArray::fromBase64(QByteArray::fromStdString(layout.docks)));
    }
    showLab(layout.lab == "tokens" ? Lab::Tokens : Lab::Attention);
}

void MainWindow::keepDocks() {
    LayoutChoice layout = document_.value().layout;
    layout.docks = docked_->saveState().toBase64().toStdString();
    document_.state().setLayout(layout);
}

void MainWindow::keepLayout() {
    settings_.set(settings::libraryShown(), docks_->libraryShown());
    settings_.set(settings::inspectorShown(), docks_->inspectorShown());
    settings_.set(settings::historyShown(), historyWanted_);
    takeActions();
}

void MainWindow::takeName() {
    const QString name = file_.shownName();
    setWindowTitle(name + QStringLiteral("[*]"));
    setWindowModified(file_.modified() && !file_.demo());
    const QString path = QString::fromStdString(file_.path().string());
    const bool marked = file_.modified() && !file_.demo();
    menuBand_->setDocument(marked ? name + QStringLiteral(" •") : name,
                           marked ? tr("%1, not saved yet").arg(path) : path);
}

void MainWindow::takeBars() {
    labBar_->setModels(modelChoices(document_), QString::fromStdString(document_.value().model));
    labBar_->setDevices(deviceChoices(session_), QString::fromStdString(document_.value().device));
    takeActions();
}

void MainWindow::takeActions() {
    const bool picture = session_.stage() == Stage::Done || session_.stage() == Stage::Tracing;
    const bool compared = document_.value().comparison.kind != Comparison::Kind::None;
    for (const ActionTable::Entry& entry : table_->entries()) {
        if (entry.id.startsWith(QStringLiteral("attention."))) {
            entry.action->setEnabled(picture && lab_ == Lab::Attention);
        }
    }
    table_->action(u"attention.swap"_qs)->setEnabled(compared);
    const SampleEntry* sample = document_.state().currentSample();
    table_->action(u"edit.pair"_qs)->setChecked(sample != nullptr && sample->sample.pair);
    table_->action(u"edit.pair"_qs)->setEnabled(sample != nullptr);
    table_->action(u"edit.removeSample"_qs)->setEnabled(sample != nullptr);
    table_->action(u"model.close"_qs)->setEnabled(document_.state().currentModel() != nullptr);
    table_->action(u"view.library"_qs)->setChecked(docks_->libraryShown());
    table_->action(u"view.inspector"_qs)
        ->setChecked(docks_->inspectorDock().isVisibleTo(docked_) ||
                     docks_->inspectorDrawer().isVisibleTo(docked_));
    table_->action(u"view.history"_qs)->setChecked(historyWanted_);
}

void MainWindow::applyCrowding() {
    const Crowding crowding = crowdingFor(size());
    docks_->apply(crowding);
    labBar_->setWordsShown(crowding.allLabWords, crowding.comboWords);
    statusWatch_->setWords(crowding.statusWords);
    inspector_->setBrief(crowding.libraryRail);
    attentionPage_->setChipsShown(crowding.chips);
    attentionPage_->setRailShown(crowding.historyRail && historyWanted_);
    takeActions();
}

// Where the keys of the lab work, as they do not in the text.
void MainWindow::focusLab() {
    if (lab_ == Lab::Tokens) {
        tokensLab_->focusMain();
    } else {
        attentionPage_->focusMain();
    }
}

void MainWindow::focusText() {
    if (lab_ == Lab::Tokens) {
        tokensLab_->setFocus(Qt::ShortcutFocusReason);
    } else {
        attentionPage_->strip().editor().setFocus(Qt::ShortcutFocusReason);
    }
}

void MainWindow::openPalette() {
    palette_->open(paletteEntries(*table_, document_));
}

void MainWindow::openExports() {
    if (lab_ == Lab::Tokens) {
        tokensLab_->openExports();
    } else {
        attentionPage_->lab().openExports();
    }
}

void MainWindow::showKeys() {
    keyCard_->fill(*table_);
    keyCard_->openCentred();
}

void MainWindow::explainUnderPointer() {
    const QPoint pointer = QCursor::pos();
    const QWidget* under = childAt(mapFromGlobal(pointer));
    helpCard_->fill(explanationOf(under != nullptr ? under : QApplication::focusWidget()));
    helpCard_->openAt(mapFromGlobal(pointer));
}

void MainWindow::showAbout() {
    helpCard_->fill(aboutVitrine(session_));
    helpCard_->openAt(QPoint(width() / 2 - 180, height() / 4));
}

void MainWindow::toggleLibrary() {
    docks_->toggleLibrary();
}

void MainWindow::toggleInspector() {
    docks_->toggleInspector();
}

void MainWindow::toggleHistory() {
    historyWanted_ = !historyWanted_;
    keepLayout();
    applyCrowding();
}

bool MainWindow::closeDrawers() {
    return docks_->closeDrawers();
}

void MainWindow::toggleComparison() {
    if (document_.value().comparison.kind != Comparison::Kind::None) {
        document_.compareWith({});
    } else if (const Comparison with = comparisonFor(document_.value(), lastComparison_);
               with.kind != Comparison::Kind::None) {
        document_.compareWith(with);
    } else {
        toast_->tell(tr("There is nothing to compare with: add a second text or model"));
    }
}

void MainWindow::writeReport(const std::filesystem::path& folder) {
    report_->write(collectReport(*this, document_, session_), folder);
}

void MainWindow::paintEvent(QPaintEvent*) {
    if (!painted_) {
        painted_ = true;
        QTimer::singleShot(0, this, &MainWindow::firstPainted);
    }
}

void MainWindow::resizeEvent(QResizeEvent*) {
    applyCrowding();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!desk_.mayReplace()) {
        event->ignore();
        return;
    }
    settings_.set(settings::geometry(), saveGeometry());
    session_.cancel();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (Intake::accepts(*event->mimeData())) {
        event->acceptProposedAction();
        library_->tray().setInviting(true);
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) {
    library_->tray().setInviting(false);
}

void MainWindow::dropEvent(QDropEvent* event) {
    library_->tray().setInviting(false);
    event->acceptProposedAction();
    intake_.take(*event->mimeData());
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    // Before a key becomes a shortcut or a letter, whoever has the focus is asked about it.
    if (event->type() == QEvent::ShortcutOverride && look_.presenting()) {
        const QString key = spokenKey(*static_cast<QKeyEvent*>(event));
        if (!key.isEmpty()) {
            statusWatch_->setPassing(key);
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vitrine::app
