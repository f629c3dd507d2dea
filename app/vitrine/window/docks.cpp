#include "app/vitrine/window/docks.h"

#include "app/vitrine/window/dockgrip.h"
#include "app/vitrine/window/drawer.h"

#include "widgets/library/librarypanel.h"
#include "widgets/library/libraryrail.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QStackedWidget>

namespace vitrine::app {

namespace {

constexpr int kLeastLibrary = 150;
constexpr int kMostLibrary = 420;
constexpr int kDrawerLibrary = 240;
constexpr int kLeastInspector = 240;
constexpr int kMostInspector = 520;

} // namespace

Docks::Docks(QMainWindow& window, widgets::LibraryPanel* library, QWidget* inspector, QWidget& over)
    : QObject(&window)
    , window_(window)
    , library_(library)
    , inspector_(inspector) {
    rail_ = new widgets::LibraryRail;
    rail_->addSection(widgets::Icon::Model, tr("Models"));
    rail_->addSection(widgets::Icon::Sample, tr("Samples"));
    rail_->addSection(widgets::Icon::Book, tr("Lessons"));
    libraryStack_ = new QStackedWidget;
    libraryStack_->setContentsMargins(0, -DockGrip::kHeight, 0, 0);
    libraryStack_->addWidget(library_);
    libraryStack_->addWidget(rail_);
    libraryDock_ = makeDock(QStringLiteral("library"), tr("Library"), libraryStack_,
                            Qt::LeftDockWidgetArea);
    inspectorDock_ = makeDock(QStringLiteral("inspector"), tr("Inspector"), inspector_,
                              Qt::RightDockWidgetArea);
    libraryDrawer_ = new Drawer(Qt::LeftEdge, over);
    inspectorDrawer_ = new Drawer(Qt::RightEdge, over);
    connect(rail_, &widgets::LibraryRail::sectionRequested, this, &Docks::showLibrarySection);
    apply(crowding_);
}

QDockWidget* Docks::makeDock(const QString& name, const QString& title, QWidget* content,
                             Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, &window_);
    dock->setObjectName(name); // QMainWindow's saved state finds it by this
    dock->setAccessibleName(title);
    dock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
    dock->setTitleBarWidget(new DockGrip(dock));
    dock->setWidget(content);
    window_.addDockWidget(area, dock);
    return dock;
}

void Docks::apply(const Crowding& crowding) {
    crowding_ = crowding;
    applyLibrary();
    applyInspector();
}

void Docks::applyLibrary() {
    if (crowding_.libraryRail) {
        if (library_->parentWidget() == libraryStack_) {
            libraryDrawer_->setContent(library_, kDrawerLibrary);
        }
        libraryStack_->setCurrentWidget(rail_);
        libraryDock_->setMinimumWidth(widgets::LibraryRail::kWidth);
        libraryDock_->setMaximumWidth(widgets::LibraryRail::kWidth);
    } else {
        libraryDrawer_->close();
        if (library_->parentWidget() != libraryStack_) {
            libraryStack_->insertWidget(0, library_);
        }
        libraryStack_->setCurrentWidget(library_);
        libraryDock_->setMinimumWidth(kLeastLibrary);
        libraryDock_->setMaximumWidth(kMostLibrary);
        window_.resizeDocks({libraryDock_}, {crowding_.libraryWidth}, Qt::Horizontal);
    }
    libraryDock_->setVisible(libraryWanted_);
}

void Docks::applyInspector() {
    if (!crowding_.inspector) {
        inspectorDrawer_->close();
        inspectorDock_->setVisible(false);
        return;
    }
    if (crowding_.inspectorDrawer) {
        inspectorDock_->setVisible(false);
        inspectorDrawer_->setContent(inspector_, crowding_.inspectorWidth);
        return;
    }
    inspectorDrawer_->close();
    inspectorDock_->setMinimumWidth(kLeastInspector);
    inspectorDock_->setMaximumWidth(kMostInspector);
    if (inspectorDock_->widget() != inspector_ ||
        inspector_->parentWidget() != inspectorDock_) {
        inspectorDock_->setWidget(inspector_);
    }
    inspectorDock_->setVisible(inspectorWanted_);
    window_.resizeDocks({inspectorDock_}, {crowding_.inspectorWidth}, Qt::Horizontal);
}

void Docks::setLibraryShown(bool shown) {
    libraryWanted_ = shown;
    applyLibrary();
    Q_EMIT shownChanged();
}

void Docks::setInspectorShown(bool shown) {
    inspectorWanted_ = shown;
    applyInspector();
    Q_EMIT shownChanged();
}

void Docks::toggleLibrary() {
    setLibraryShown(!libraryWanted_);
}

void Docks::toggleInspector() {
    if (!crowding_.inspector) {
        return;
    }
    if (!crowding_.inspectorDrawer) {
        return setInspectorShown(!inspectorWanted_);
    }
    if (inspectorDrawer_->isVisible()) {
        inspectorDrawer_->close();
    } else {
        inspectorDrawer_->open();
    }
}

bool Docks::closeDrawers() {
    const bool open = libraryDrawer_->isVisible() || inspectorDrawer_->isVisible();
    libraryDrawer_->close();
    inspectorDrawer_->close();
    return open;
}

void Docks::showLibrarySection(int section) {
    if (crowding_.libraryRail) {
        libraryDrawer_->open();
    } else {
        setLibraryShown(true);
    }
    library_->showSection(section == 0   ? library_->models()
                          : section == 1 ? library_->samples()
                                         : library_->lessons());
}

} // namespace vitrine::app
