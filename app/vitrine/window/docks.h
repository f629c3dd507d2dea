#pragma once

#include "app/vitrine/window/crowding.h"

#include <QByteArray>
#include <QObject>

class QDockWidget;
class QMainWindow;
class QStackedWidget;
class QWidget;

namespace vitrine::widgets {
class LibraryPanel;
class LibraryRail;
}

namespace vitrine::app {

class Drawer;

/// Library and inspector: as docks, as rail with drawer, or as drawer alone, by how much room there
/// is. GUI thread.
class Docks final : public QObject {
    Q_OBJECT

public:
    /// `inspector` is the pane to show; `over` what drawers lie over.
    Docks(QMainWindow& window, widgets::LibraryPanel* library, QWidget* inspector, QWidget& over);

    void apply(const Crowding& crowding);

    /// The person's wish, apart from the room there is.
    void setLibraryShown(bool shown);
    void setInspectorShown(bool shown);
    [[nodiscard]] bool libraryShown() const { return libraryWanted_; }
    [[nodiscard]] bool inspectorShown() const { return inspectorWanted_; }
    [[nodiscard]] bool inspectorUsed() const { return crowding_.inspector; } ///< by the lab

    /// Opens or closes: a dock where there is room, else its drawer.
    void toggleLibrary();
    void toggleInspector();

    bool closeDrawers(); ///< false if none was open

    /// Brings a section of the library in sight: 0 models, 1 samples, 2 lessons.
    void showLibrarySection(int section);

    [[nodiscard]] QDockWidget& libraryDock() const { return *libraryDock_; }
    [[nodiscard]] QDockWidget& inspectorDock() const { return *inspectorDock_; }
    [[nodiscard]] Drawer& inspectorDrawer() const { return *inspectorDrawer_; }
    [[nodiscard]] widgets::LibraryRail& rail() const { return *rail_; }

Q_SIGNALS:
    void shownChanged();

private:
    QDockWidget* makeDock(const QString& name, const QString& title, QWidget* content,
                          Qt::DockWidgetArea area);
    void applyLibrary();
    void applyInspector();

    QMainWindow& window_;
    widgets::LibraryPanel* library_;
    widgets::LibraryRail* rail_;
    QWidget* inspector_;
    QStackedWidget* libraryStack_;
    QDockWidget* libraryDock_;
    QDockWidget* inspectorDock_;
    Drawer* libraryDrawer_;
    Drawer* inspectorDrawer_;
    Crowding crowding_;
    bool libraryWanted_ = true;
    bool inspectorWanted_ = true;
};

} // namespace vitrine::app
