#pragma once

#include "app/vitrine/document/journal.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/window/helpcard.h"
#include "app/vitrine/window/labbar.h"
#include "app/vitrine/window/messagestrip.h"

class QKeyEvent;

namespace vitrine::app {

// What the window's bars, strips and cards say, as values.

[[nodiscard]] QList<BarChoice> modelChoices(const Document& document);
[[nodiscard]] QList<BarChoice> deviceChoices(Session& session);

/// What opening a workspace found to be told.
[[nodiscard]] std::vector<Message> messagesOf(const OpenedWorkspace& opened,
                                              const DocumentFile& file);

/// "Changes to demo.vitrine were left behind 3 minutes ago".
[[nodiscard]] Message messageOf(const LeftBehind& left);

[[nodiscard]] Explanation aboutVitrine(Session& session);

/// What to compare the current sample and model with: the last choice if it is still there, the
/// sample's parent, the sample before or after it; nothing if there is none.
[[nodiscard]] Comparison comparisonFor(const Workspace& workspace, const Comparison& last);

/// "Ctrl+K" for the key echo of presenter mode; empty for keys that only modify.
[[nodiscard]] QString spokenKey(const QKeyEvent& event);

} // namespace vitrine::app
