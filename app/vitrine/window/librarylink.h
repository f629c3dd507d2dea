#pragma once

#include "app/vitrine/session/session.h"

#include <QObject>

namespace vitrine::widgets {
class LibraryPanel;
}

namespace vitrine::app {

/// Fills the library from the document and turns clicks there into edits. GUI thread.
class LibraryLink final : public QObject {
    Q_OBJECT

public:
    LibraryLink(Document& document, Session& session, widgets::LibraryPanel& panel);

Q_SIGNALS:
    void openModelRequested();
    void openAnythingRequested();

    /// Something was taken away: undo is one act away.
    void removed(const QString& what);

private:
    void connectSections();
    void takeModels();
    void takeSamples();
    void modelMenu(const QString& id, const QPoint& place);
    void sampleMenu(const QString& id, const QPoint& place);
    void removeSample(const QString& id);
    void removeModel(const QString& id);

    Document& document_;
    Session& session_;
    widgets::LibraryPanel& panel_;
};

} // namespace vitrine::app
