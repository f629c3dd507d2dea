#pragma once

#include "app/vitrine/actions/palette.h"
#include "app/vitrine/document/document.h"

#include <vector>

namespace vitrine::app {

class ActionTable;

/// Everything the palette offers: all actions, then samples and models to go to.
[[nodiscard]] std::vector<PaletteEntry> paletteEntries(const ActionTable& table,
                                                       Document& document);

} // namespace vitrine::app
