#pragma once

#include "app/vitrine/startup/commandline.h"

class QApplication;

namespace vitrine::app {

/// Runs what the command line asks for and answers the exit code: the window, the report, a bench.
[[nodiscard]] int runProgram(QApplication& application, const CommandLine& line);

} // namespace vitrine::app
