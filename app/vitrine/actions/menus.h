#pragma once

class QMenuBar;

namespace vitrine::app {

struct Frame;

/// Fills the menu bar from the action table, with the menus that depend on what there is: recent
/// workspaces, history, comparisons.
void buildMenus(QMenuBar& bar, const Frame& frame);

} // namespace vitrine::app
