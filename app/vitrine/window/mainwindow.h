#pragma once

#include "app/vitrine/document/filedesk.h"
#include "app/vitrine/document/journal.h"
#include "app/vitrine/intake/intake.h"
#include "app/vitrine/labs/lab.h"
#include "app/vitrine/labs/windowparts.h"

#include <QWidget>

#include <filesystem>

class QMainWindow;

namespace vitrine::widgets {
class LibraryPanel;
class Toast;
class TokensLab;
}

namespace vitrine::app {

class ActionTable;
class AttentionPage;
class CommandPalette;
class Docks;
class HelpCard;
class Inspector;
class KeyCard;
class LabBar;
class Labs;
class MenuBand;
class MessageStrip;
class ReportWriter;
class StatusBand;
class StatusWatch;

/// The window: puts labs, docks and bars together and passes on what they say. What it shows is
/// kept by the Document and the Session, which outlive it. GUI thread.
class MainWindow final : public QWidget {
    Q_OBJECT

public:
    using Parts = WindowParts;

    explicit MainWindow(const Parts& parts);
    ~MainWindow() override;

    /// How the person is asked; dialogs unless a test answers itself.
    void setQuestions(Questions questions);

    void showProblem(const Problem& problem);
    void offer(const LeftBehind& left);

    void showLab(LabId lab);
    [[nodiscard]] LabId lab() const;

    // What actions ask for.
    void focusText();
    void openPalette();
    void openExports(); ///< the export menu of the lab in front
    void showKeys();
    void explainUnderPointer();
    void showAbout();
    void toggleLibrary();
    void toggleInspector();
    void toggleHistory();
    bool closeDrawers(); ///< false if none was open
    void toggleComparison();
    void writeReport(const std::filesystem::path& folder);

    [[nodiscard]] ActionTable& actionTable() const { return *table_; }
    [[nodiscard]] Labs& labs() const { return *labs_; }
    [[nodiscard]] AttentionPage& attentionPage() const;
    [[nodiscard]] widgets::TokensLab& tokensLab() const;
    [[nodiscard]] MessageStrip& messages() const { return *messages_; }
    [[nodiscard]] StatusBand& status() const { return *status_; }
    [[nodiscard]] CommandPalette& palette() const { return *palette_; }
    [[nodiscard]] Docks& docks() const { return *docks_; }
    [[nodiscard]] Intake& intake() { return intake_; }
    [[nodiscard]] KeyCard& keyCard() const { return *keyCard_; }
    [[nodiscard]] HelpCard& helpCard() const { return *helpCard_; }

Q_SIGNALS:
    /// Once, after the first frame is on screen.
    void firstPainted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    QWidget* buildStage();
    void buildActions();
    void connectParts(); // the four are in mainwindowlinks.cpp
    void connectLabs();
    void connectLessons();
    void connectDocument();
    void applyCrowding();
    void takeName();
    void takeLayout();
    void keepDocks();
    void takeInspector();
    void takeBars();
    void takeActions();
    void warnOfOpened(const OpenedWorkspace& opened);
    void keepLayout();

    Document& document_;
    DocumentFile& file_;
    Session& session_;
    Settings& settings_;
    LookSettings& look_;
    Intake intake_;
    FileDesk desk_;
    QMainWindow* docked_;
    MenuBand* menuBand_;
    LabBar* labBar_;
    MessageStrip* messages_;
    Labs* labs_;
    widgets::LibraryPanel* library_;
    Inspector* inspector_;
    Docks* docks_;
    StatusBand* status_;
    StatusWatch* statusWatch_;
    ActionTable* table_;
    CommandPalette* palette_;
    KeyCard* keyCard_;
    HelpCard* helpCard_;
    widgets::Toast* toast_;
    ReportWriter* report_;
    Comparison lastComparison_;
    bool historyWanted_ = true;
    bool painted_ = false;
};

} // namespace vitrine::app
