#include "app/vitrine/startup/commandline.h"
#include "app/vitrine/startup/machine.h"
#include "app/vitrine/startup/program.h"

#include <QApplication>
#include <QTextStream>

#include <cstdlib>

int main(int argc, char** argv) {
    using namespace vitrine::app;
    quietOpenMP();
    if (wantsNoScreen(argc, argv)) {
        setenv("QT_QPA_PLATFORM", "offscreen", /*overwrite=*/1);
    }
    QApplication::setApplicationName(QStringLiteral("vitrine"));
    QApplication::setApplicationDisplayName(QStringLiteral("Vitrine"));
    QApplication::setOrganizationName(QStringLiteral("vitrine"));
    QApplication::setApplicationVersion(QStringLiteral(VITRINE_VERSION));
    QApplication application(argc, argv);

    const ParsedCommandLine parsed = parseCommandLine(QApplication::arguments());
    if (!parsed.commandLine) {
        QTextStream(parsed.exitCode == 0 ? stdout : stderr) << parsed.text << Qt::endl;
        return parsed.exitCode;
    }
    return runProgram(application, *parsed.commandLine);
}
