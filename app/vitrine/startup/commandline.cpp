#include "app/vitrine/startup/commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <string_view>

namespace vitrine::app {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("CommandLine", text);
}

std::filesystem::path pathOf(const QString& text) {
    return text.toStdString();
}

} // namespace

ParsedCommandLine parseCommandLine(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Shows attention maps and tokenizations live."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption report(QStringLiteral("report"),
                                    tr("Draw every view off-screen into this folder, then end."),
                                    tr("folder"));
    const QCommandLineOption bench(QStringLiteral("bench"),
                                   tr("Measure \"start\" or \"ui\", print JSON, then end."),
                                   tr("name"));
    const QCommandLineOption noSettings(QStringLiteral("no-settings"),
                                        tr("Neither read nor write the settings."));
    QCommandLineOption child(QStringLiteral("bench-child"));
    child.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({report, bench, noSettings, child});
    parser.addPositionalArgument(tr("file"), tr("A workspace, a model folder or a text to open."),
                                 QStringLiteral("[file]"));
    if (!parser.parse(arguments)) {
        return {.commandLine = {}, .text = parser.errorText(), .exitCode = 2};
    }
    if (parser.isSet(help)) {
        return {.commandLine = {}, .text = parser.helpText(), .exitCode = 0};
    }
    if (parser.isSet(version)) {
        return {.commandLine = {},
                .text = QCoreApplication::applicationName() + u' ' +
                        QCoreApplication::applicationVersion(),
                .exitCode = 0};
    }
    CommandLine line;
    line.settings = !parser.isSet(noSettings);
    line.child = parser.isSet(child);
    line.bench = parser.value(bench).toStdString();
    if (parser.isSet(report)) {
        line.report = pathOf(parser.value(report));
    }
    if (!line.bench.empty() && line.bench != "start" && line.bench != "ui") {
        return {.commandLine = {},
                .text = tr("There is no bench of that name: use start or ui."),
                .exitCode = 2};
    }
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1) {
        return {.commandLine = {}, .text = tr("Name at most one file."), .exitCode = 2};
    }
    if (!files.isEmpty()) {
        line.open = pathOf(files.first());
    }
    return {.commandLine = line, .text = {}, .exitCode = 0};
}

bool wantsNoScreen(int argc, char** argv) {
    for (int index = 1; index < argc; ++index) {
        if (std::string_view(argv[index]).starts_with("--report")) {
            return true;
        }
    }
    return false;
}

} // namespace vitrine::app
