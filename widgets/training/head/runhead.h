#pragma once

#include "core/run/control/request.h"
#include "widgets/training/state/runfacts.h"

#include <QString>
#include <QWidget>

#include <filesystem>

class QMenu;
class QProgressBar;
class QPushButton;

namespace vitrine::widgets {

class ErrorCard;
class RunBook;
class RunSteering;
class StateChip;
class Words;

/// The run in front: what it is, how far, and what can be done with it. GUI thread.
class RunHead final : public QWidget {
    Q_OBJECT

public:
    RunHead(RunBook& book, RunSteering& steering, QWidget* parent = nullptr);

    /// What keys and menus ask for; nothing happens where the button is disabled.
    void pauseOrResume();
    void checkpointNow();
    void openRate();
    void openStop();

    [[nodiscard]] QPushButton& pauseButton() const { return *pause_; }
    [[nodiscard]] QPushButton& checkpointButton() const { return *checkpoint_; }
    [[nodiscard]] QPushButton& rateButton() const { return *rate_; }
    [[nodiscard]] QPushButton& stopButton() const { return *stop_; }
    [[nodiscard]] QPushButton& openButton() const { return *open_; }
    [[nodiscard]] Words& answer() const { return *answer_; }
    [[nodiscard]] ErrorCard& explanation() const { return *explanation_; }

Q_SIGNALS:
    void resumeRequested(int run); ///< of a run that has ended or died
    void logRequested();
    void checkpointOpened(const std::filesystem::path& folder); ///< for the attention lab

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildParts();
    void layOut();
    void connectButtons();
    QPushButton* button(const QString& text, const QString& help);
    void take();
    void takeButtons(const RunRecord* record);
    void takeExplanation(const RunRecord* record);
    void takeAnswer();
    void fitButtons();
    void fitDescription();
    void send(run::ControlVerb verb, Json args, const QString& words);
    void sendRate(bool scale, double value);
    void addRateMenu();
    void addStopMenu();
    void fillCheckpoints();

    RunBook& book_;
    RunSteering& steering_;
    StateChip* state_;
    Words* name_;
    Words* description_;
    QPushButton* pause_;
    QPushButton* checkpoint_;
    QPushButton* rate_;
    QPushButton* open_;
    QPushButton* stop_;
    QMenu* rates_;
    QMenu* stops_;
    QMenu* checkpoints_;
    Words* done_;
    QProgressBar* bar_;
    Words* left_;
    Words* pace_;
    Words* answer_;
    ErrorCard* explanation_;
    QString explained_; ///< what the card says: it is not built anew at every look
};

} // namespace vitrine::widgets
