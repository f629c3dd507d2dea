#include "app/vitrine/actions/paletteentries.h"

#include "app/vitrine/actions/actiontable.h"

#include <QAction>

namespace vitrine::app {

std::vector<PaletteEntry> paletteEntries(const ActionTable& table, Document& document) {
    std::vector<PaletteEntry> entries;
    for (const ActionTable::Entry& entry : table.entries()) {
        QAction* action = entry.action;
        if (entry.id == QStringLiteral("view.palette")) {
            continue;
        }
        entries.push_back({.group = entry.group,
                           .text = action->text(),
                           .keys = keyText(*action),
                           .run = [action] { action->trigger(); },
                           .enabled = action->isEnabled(),
                           .reason = action->isEnabled() ? QString() : words("Not possible now")});
    }
    for (const SampleEntry& entry : document.value().samples) {
        entries.push_back({.group = words("Sample"),
                           .text = QString::fromStdString(shownName(entry.sample)),
                           .keys = {},
                           .run = [&document, id = entry.id] { document.chooseSample(id); }});
    }
    for (const ModelEntry& entry : document.value().models) {
        entries.push_back({.group = words("Model"),
                           .text = QString::fromStdString(entry.name),
                           .keys = {},
                           .run = [&document, id = entry.id] { document.chooseModel(id); }});
    }
    return entries;
}

} // namespace vitrine::app
