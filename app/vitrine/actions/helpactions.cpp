#include "app/vitrine/actions/frame.h"
#include "app/vitrine/window/mainwindow.h"


namespace vitrine::app {

void addHelpActions(const Frame& frame) {
    const QString group = words("Help");
    frame.table.add(group,
                    {.id = u"help.keys"_qs,
                     .text = words("Show all keys"),
                     .keys = {QKeySequence(QStringLiteral("?"))},
                     .help = words("A card with every key of the window.")},
                    [frame] { frame.window.showKeys(); });
    frame.table.add(group,
                    {.id = u"help.explain"_qs,
                     .text = words("Explain what is under the pointer"),
                     .keys = {QKeySequence(Qt::Key_F1)},
                     .help = words("Says what the thing under the pointer is and what it does.")},
                    [frame] { frame.window.explainUnderPointer(); });
    frame.table.add(group,
                    {.id = u"help.about"_qs,
                     .text = words("About Vitrine"),
                     .keys = {},
                     .help = words("Version, engine and licence.")},
                    [frame] { frame.window.showAbout(); });
}

} // namespace vitrine::app
