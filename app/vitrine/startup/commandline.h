#pragma once

#include <QString>
#include <QStringList>

#include <filesystem>
#include <optional>
#include <string>

namespace vitrine::app {

/// What the program was asked to do.
struct CommandLine {
    std::optional<std::filesystem::path> open;   ///< a workspace, a model folder or a text file
    std::optional<std::filesystem::path> report; ///< write the report there, without a screen
    std::string bench;                           ///< "start" or "ui"; empty for none
    bool settings = true;
    bool child = false; ///< started by `--bench start` to be measured

    [[nodiscard]] bool screenless() const { return report.has_value(); }
};

/// The command line, or a text for the terminal with the exit code: help, version, wrong use.
struct ParsedCommandLine {
    std::optional<CommandLine> commandLine;
    QString text;
    int exitCode = 0;
};

/// Qt's own options are taken out by QApplication before.
[[nodiscard]] ParsedCommandLine parseCommandLine(const QStringList& arguments);

/// Whether the options ask for a run without a screen; answered before there is a QApplication.
[[nodiscard]] bool wantsNoScreen(int argc, char** argv);

} // namespace vitrine::app
