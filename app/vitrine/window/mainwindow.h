#pragma once

#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/session/session.h"

#include <QMainWindow>

namespace vitrine::widgets {
class AttentionLab;
class SampleStrip;
}

namespace vitrine::app {

class LabBar;
class MenuBand;
class MessageStrip;
class StatusBand;

/// The window: puts labs, docks and bars together and passes on what they say. GUI thread.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Document& document, DocumentFile& file, Session& session);
    ~MainWindow() override;

    void showProblem(const Problem& problem);

Q_SIGNALS:
    /// Once, after the first frame is on screen.
    void firstPainted();

protected:
    bool event(QEvent* event) override;

private:
    void showSample();

    Document& document_;
    DocumentFile& file_;
    Session& session_;
    MenuBand* menuBand_;
    LabBar* labBar_;
    MessageStrip* messages_;
    widgets::SampleStrip* strip_;
    widgets::AttentionLab* attentionLab_;
    StatusBand* status_;
    bool painted_ = false;
};

} // namespace vitrine::app
