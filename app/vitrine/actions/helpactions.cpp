#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"

#include <QCoreApplication>

namespace vitrine::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("HelpActions", text);
}

} // namespace

void addHelpActions(const Frame& frame) {
    const QString group = tr("Help");
    frame.table.add(group,
                    {.id = u"help.keys"_qs,
                     .text = tr("Show all keys"),
                     .keys = {QKeySequence(QStringLiteral("?"))},
                     .help = tr("A card with every key of the window.")},
                    [frame] { frame.window.showKeys(); });
    frame.table.add(group,
                    {.id = u"help.explain"_qs,
                     .text = tr("Explain what is under the pointer"),
                     .keys = {QKeySequence(Qt::Key_F1)},
                     .help = tr("Says what the thing under the pointer is and what it does.")},
                    [frame] { frame.window.explainUnderPointer(); });
    frame.table.add(group,
                    {.id = u"help.about"_qs,
                     .text = tr("About Vitrine"),
                     .keys = {},
                     .help = tr("Version, engine and licence.")},
                    [frame] { frame.window.showAbout(); });
}

} // namespace vitrine::app
