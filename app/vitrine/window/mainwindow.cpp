#include "app/vitrine/window/mainwindow.h"

#include "app/vitrine/actions/actiontable.h"
#include "app/vitrine/actions/frame.h"
#include "app/vitrine/actions/menus.h"
#include "app/vitrine/actions/palette.h"
#include "app/vitrine/actions/paletteentries.h"
#include "app/vitrine/labs/attentionroom.h"
#include "app/vitrine/labs/labs.h"
#include "app/vitrine/labs/tokensroom.h"
#include "app/vitrine/report/collect.h"
#include "app/vitrine/report/writer.h"
#include "app/vitrine/window/bars.h"
#include "app/vitrine/window/docks.h"
#include "app/vitrine/window/drawer.h"
#include "app/vitrine/window/helpcard.h"
#include "app/vitrine/window/inspector.h"
#include "app/vitrine/window/keycard.h"
#include "app/vitrine/window/labbar.h"
#include "app/vitrine/window/menuband.h"
#include "app/vitrine/window/messagestrip.h"
#include "app/vitrine/window/statusband.h"
#include "app/vitrine/window/statuswatch.h"

#include "widgets/foundation/parts/toast.h"
#include "widgets/library/droptray.h"
#include "widgets/library/librarypanel.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPainter>
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
    , intake_(document_, file_, session_.media())
    , desk_(file_, settings_, dialogQuestions(this, settings_)) {
    setObjectName(u"window"_qs);
    setAcceptDrops(true);
    setMinimumSize(kLeastSize);
    historyWanted_ = settings_.get(settings::historyShown());
    build();
    buildActions();
    connectParts();
    connectLabs();
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
    labs_->current().focusMain();
}

MainWindow::~MainWindow() {
    qApp->removeEventFilter(this);
}

void MainWindow::build() {
    menuBand_ = new MenuBand(this);
    labBar_ = new LabBar(this);
    docked_ = new QMainWindow(this);
    docked_->setWindowFlags(Qt::Widget); // its constructor insists on being a window
    docked_->setContextMenuPolicy(Qt::NoContextMenu);
    QWidget* stage = buildStage();
    docked_->setCentralWidget(stage);
    library_ = new widgets::LibraryPanel;
    inspector_ = new Inspector;
    docks_ = new Docks(*docked_, library_, inspector_, *stage);
    status_ = new StatusBand(this);
    statusWatch_ = new StatusWatch(session_, *labs_, *status_);
    for (const Lab* lab : labs_->all()) {
        const LabFace face = lab->face();
        labBar_->addLab(face.icon, face.name,
                        tr("%1 (Ctrl+%2)").arg(face.name).arg(static_cast<int>(face.id) + 1));
    }

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
    labs_ = new Labs({document_, file_, session_, settings_, look_}, stage);
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
    addRobustnessActions(frame);
    addTrainingActions(frame);
    addHelpActions(frame);
    buildMenus(menuBand_->menus(), frame);
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

void MainWindow::showLab(LabId id) {
    labBar_->setCurrentLab(static_cast<int>(labs_->show(id)));
    statusWatch_->setLab(labs_->current());
    takeInspector();
    LayoutChoice layout = document_.value().layout;
    layout.lab = labs_->current().face().key;
    document_.state().setLayout(layout);
    applyCrowding();
}

LabId MainWindow::lab() const {
    return labs_->current().face().id;
}

AttentionPage& MainWindow::attentionPage() const {
    return labs_->attention().attentionPage();
}

widgets::TokensLab& MainWindow::tokensLab() const {
    return labs_->tokens().tokensLab();
}

void MainWindow::takeInspector() {
    inspector_->showPane(labs_->current().inspector());
}

void MainWindow::takeLayout() {
    const LayoutChoice& layout = document_.value().layout;
    if (!layout.docks.empty()) {
        docked_->restoreState(QByteArray::fromBase64(QByteArray::fromStdString(layout.docks)));
    }
    const Lab* lab = labs_->find(layout.lab);
    showLab(lab != nullptr ? lab->face().id : LabId::Attention);
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
    const bool compared = document_.value().comparison.kind != Comparison::Kind::None;
    for (const ActionTable::Entry& entry : table_->entries()) {
        const Lab* owner = labs_->find(entry.id.section(u'.', 0, 0).toStdString());
        if (owner != nullptr) {
            entry.action->setEnabled(owner == &labs_->current() && owner->actionsEnabled());
        }
    }
    table_->action(u"attention.swap"_qs)->setEnabled(compared);
    const SampleEntry* sample = document_.state().currentSample();
    table_->action(u"edit.pair"_qs)->setChecked(sample != nullptr && sample->sample.pair);
    table_->action(u"edit.pair"_qs)->setEnabled(sample != nullptr);
    table_->action(u"edit.removeSample"_qs)->setEnabled(sample != nullptr);
    table_->action(u"model.close"_qs)->setEnabled(document_.state().currentModel() != nullptr);
    table_->action(u"view.library"_qs)->setChecked(docks_->libraryShown());
    QAction* inspector = table_->action(u"view.inspector"_qs);
    inspector->setEnabled(docks_->inspectorUsed());
    inspector->setChecked(docks_->inspectorDock().isVisibleTo(docked_) ||
                          docks_->inspectorDrawer().isVisibleTo(docked_));
    table_->action(u"view.history"_qs)->setChecked(historyWanted_);
}

void MainWindow::applyCrowding() {
    Crowding crowding = crowdingFor(size());
    crowding.historyRail = crowding.historyRail && historyWanted_;
    labs_->current().shape(crowding);
    docks_->apply(crowding);
    labBar_->setWordsShown(crowding.allLabWords, crowding.comboWords);
    statusWatch_->setWords(crowding.statusWords);
    for (Lab* lab : labs_->all()) {
        lab->applyCrowding(crowding);
    }
    takeActions();
}

void MainWindow::focusText() {
    labs_->current().focusText();
}

void MainWindow::openPalette() {
    palette_->open(paletteEntries(*table_, document_));
}

void MainWindow::openExports() {
    labs_->current().openExports();
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
    report_->write(collectReport(*labs_, document_, session_), folder);
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
