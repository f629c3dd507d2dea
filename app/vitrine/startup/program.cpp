#include "app/vitrine/startup/program.h"

#include "app/vitrine/document/document.h"
#include "app/vitrine/document/documentfile.h"
#include "app/vitrine/session/session.h"
#include "app/vitrine/startup/machine.h"
#include "app/vitrine/window/mainwindow.h"

#include "widgets/foundation/theme/theme.h"

#include <QApplication>

namespace vitrine::app {

int runProgram(QApplication& application, const CommandLine&) {
    widgets::Theme theme(widgets::Theme::Mode::System);
    theme.install(application);
    Document document;
    DocumentFile file(document, placesFromEnvironment());
    Session session(document,
                    {.engineLibrary =
                         engineLibrary(QApplication::applicationDirPath().toStdString()),
                     .threads = physicalCores()});
    MainWindow window(document, file, session);
    if (auto opened = file.openDemo(); opened.failed()) {
        window.showProblem(opened.problem());
    }
    QObject::connect(&window, &MainWindow::firstPainted, &session, &Session::start);
    window.show();
    return QApplication::exec();
}

} // namespace vitrine::app
