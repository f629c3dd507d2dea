#pragma once

#include "app/vitrine/actions/actiontable.h"
#include "app/vitrine/document/filedesk.h"
#include "app/vitrine/intake/intake.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/settings/looksettings.h"

namespace vitrine::app {

class MainWindow;

/// What actions act on. All of it outlives the window's actions.
struct Frame {
    ActionTable& table;
    Document& document;
    DocumentFile& file;
    FileDesk& desk;
    Session& session;
    Intake& intake;
    LookSettings& look;
    MainWindow& window;
};

// Each adds the actions of one group to the table.
void addFileActions(const Frame& frame);
void addEditActions(const Frame& frame);
void addViewActions(const Frame& frame);
void addModelActions(const Frame& frame);
void addAttentionActions(const Frame& frame);
void addRobustnessActions(const Frame& frame);
void addTrainingActions(const Frame& frame);
void addHelpActions(const Frame& frame);

} // namespace vitrine::app
