#pragma once

#include "widgets/library/librarysection.h"

#include <QWidget>

class QScrollArea;

namespace vitrine::widgets {

class DropTray;

/// The left dock: models, samples, lessons, and the place to drop things.
class LibraryPanel final : public QWidget {
    Q_OBJECT

public:
    explicit LibraryPanel(QWidget* parent = nullptr);

    [[nodiscard]] LibrarySection& models() const { return *models_; }
    [[nodiscard]] LibrarySection& samples() const { return *samples_; }
    [[nodiscard]] LibrarySection& lessons() const { return *lessons_; }
    [[nodiscard]] DropTray& tray() const { return *tray_; }

    /// Scrolls to a section and gives it the focus.
    void showSection(LibrarySection& section);

private:
    LibrarySection* models_;
    LibrarySection* samples_;
    LibrarySection* lessons_;
    QScrollArea* scroll_;
    DropTray* tray_;
};

} // namespace vitrine::widgets
