#pragma once

#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/settings/looksettings.h"

namespace vitrine::app {

/// What the window and its labs show and change. All of it outlives them.
struct WindowParts {
    Document& document;
    DocumentFile& file;
    Session& session;
    Settings& settings;
    LookSettings& look;
};

} // namespace vitrine::app
