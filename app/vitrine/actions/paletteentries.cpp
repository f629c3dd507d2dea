#include "app/vitrine/actions/paletteentries.h"

#include "app/vitrine/actions/actiontable.h"

#include <QAction>
#include <QCoreApplication>

namespace vitrine::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PaletteEntries", text);
}

} // namespace

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
                           .reason = action->isEnabled() ? QString() : tr("Not possible now")});
    }
    for (const SampleEntry& entry : document.value().samples) {
        entries.push_back({.group = tr("Sample"),
                           .text = QString::fromStdString(shownName(entry.sample)),
                           .keys = {},
                           .run = [&document, id = entry.id] { document.chooseSample(id); }});
    }
    for (const ModelEntry& entry : document.value().models) {
        entries.push_back({.group = tr("Model"),
                           .text = QString::fromStdString(entry.name),
                           .keys = {},
                           .run = [&document, id = entry.id] { document.chooseModel(id); }});
    }
    return entries;
}

} // namespace vitrine::app
