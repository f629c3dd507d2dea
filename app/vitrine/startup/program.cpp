#include "app/vitrine/startup/program.h"

#include "app/vitrine/bench/bench.h"
#include "app/vitrine/document/journal.h"
#include "app/vitrine/report/reportrun.h"
#include "app/vitrine/startup/crashhandler.h"
#include "app/vitrine/startup/machine.h"
#include "app/vitrine/startup/watchdog.h"
#include "app/vitrine/window/mainwindow.h"

#include <QApplication>

#include <cstdio>
#include <optional>

namespace vitrine::app {

namespace {

Log terminalLog() {
    return Log([](const LogLine& line) {
        std::fprintf(stderr, "%s: %s\n", line.category.c_str(), line.text.c_str());
    });
}

Settings::Storage storageFor(const CommandLine& line) {
    // A report and a bench look the same on every machine.
    const bool own = line.settings && !line.report && line.bench.empty() && !line.child;
    return own ? Settings::Storage::File : Settings::Storage::None;
}

void openFirst(const CommandLine& line, DocumentFile& file, MainWindow& window) {
    if (auto demo = file.openDemo(); demo.failed()) {
        window.showProblem(demo.problem());
    }
    if (line.open) {
        window.intake().open(*line.open);
    }
}

/// The window, its document and its engine, for as long as the program runs.
class Program {
public:
    Program(QApplication& application, const CommandLine& line)
        : line_(line)
        , places_(placesFromEnvironment())
        , settings_(storageFor(line))
        , theme_(line.report ? widgets::Theme::Mode::Light : widgets::Theme::Mode::System)
        , file_(document_, places_)
        , session_(document_,
                   {.engineLibrary =
                        engineLibrary(QApplication::applicationDirPath().toStdString()),
                    .threads = physicalCores()}) {
        theme_.install(application);
        look_.emplace(settings_, theme_);
        window_.emplace(MainWindow::Parts{document_, file_, session_, settings_, *look_});
        QObject::connect(&*window_, &MainWindow::firstPainted, &session_, &Session::start);
        openFirst(line, file_, *window_);
    }

    int runReport() {
        window_->show();
        return report::run(*window_, document_, session_, *line_.report);
    }

    int runBench() {
        window_->show();
        return line_.child ? bench::runStartChild(*window_, session_)
                           : bench::runUi(*window_, document_, session_);
    }

    int runWindow() {
        keepStacksOfCrashes(places_.state);
        const Watchdog watchdog(terminalLog());
        Journal journal(document_, file_, places_);
        QObject::connect(&journal, &Journal::problemMet, &*window_, &MainWindow::showProblem);
        QObject::connect(qApp, &QApplication::aboutToQuit, &journal,
                         [this, &journal] {
                             if (file_.demo()) {
                                 journal.writeNow(/*closing=*/true);
                             }
                         });
        if (const auto left = Journal::leftBehind(places_); left && !line_.open) {
            window_->offer(*left);
        }
        window_->show();
        return QApplication::exec();
    }

private:
    CommandLine line_;
    Places places_;
    Settings settings_;
    widgets::Theme theme_;
    Document document_;
    DocumentFile file_;
    Session session_;
    std::optional<LookSettings> look_;
    std::optional<MainWindow> window_; // last: gone before what it shows
};

} // namespace

int runProgram(QApplication& application, const CommandLine& line) {
    if (line.bench == "start") {
        return bench::runStart();
    }
    Program program(application, line);
    if (line.report) {
        return program.runReport();
    }
    if (line.child || line.bench == "ui") {
        return program.runBench();
    }
    return program.runWindow();
}

} // namespace vitrine::app
