#include "app/vitrine/training/runlauncher.h"

#include "core/base/files.h"
#include "core/run/directory/config.h"
#include "core/run/directory/folders.h"

#include <QProcess>
#include <QProcessEnvironment>

#include <algorithm>
#include <chrono>
#include <system_error>

namespace vitrine::app {

namespace {

namespace fs = std::filesystem;

constexpr qsizetype kMostSaid = 600; // characters of what the runner said, in a Problem

std::int64_t secondsNow() {
    using namespace std::chrono;
    return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace

RunLauncher::RunLauncher(fs::path runner, fs::path runsFolder, QObject* parent)
    : QObject(parent)
    , runner_(std::move(runner))
    , runsFolder_(std::move(runsFolder))
    , nextId_(run::newRunId()) {}

// A runner that has not handed over yet is left to itself: ending it would end the run.
RunLauncher::~RunLauncher() {
    if (process_ != nullptr) {
        process_->disconnect(this);
        process_->setParent(nullptr);
    }
}

fs::path RunLauncher::folderFor(const std::string& name) const {
    run::RunConfig config;
    config.name = name.empty() ? "run" : name;
    config.created = run::utcText(secondsNow());
    config.id = nextId_;
    return runsFolder_ / run::runFolderName(config);
}

fs::path RunLauncher::recipeFor(const fs::path& run) const {
    return runsFolder_ / "recipes" / (run.filename().string() + ".json");
}

RunCommand RunLauncher::preview(const std::string& name) const {
    const fs::path run = folderFor(name);
    return commandToTrain(runner_.empty() ? fs::path("vitrine-run") : runner_, recipeFor(run), run);
}

void RunLauncher::launch(const std::string& recipe, const std::string& name) {
    if (busy() || !runnerThere()) {
        return;
    }
    const fs::path run = folderFor(name);
    const fs::path file = recipeFor(run);
    nextId_ = run::newRunId();
    if (const auto made = run::makeFolder(file.parent_path()); made.failed()) {
        Q_EMIT problemMet(made.problem());
        return;
    }
    if (const auto saved = saveAtomically(file, recipe, {.durable = true}); saved.failed()) {
        Q_EMIT problemMet(saved.problem());
        return;
    }
    resuming_ = false;
    start(commandToTrain(runner_, file, run), run);
}

void RunLauncher::resume(const fs::path& run) {
    if (busy()) {
        const bool known = (resuming_ && run == run_) || std::ranges::count(waiting_, run) > 0;
        if (!known) {
            waiting_.push_back(run);
        }
    } else if (runnerThere()) {
        resuming_ = true;
        start(commandToResume(runner_, run), run);
    }
}

bool RunLauncher::runnerThere() {
    std::error_code error;
    if (fs::is_regular_file(runner_, error)) {
        return true;
    }
    Q_EMIT problemMet({"The program vitrine-run was not found", runner_.string(),
                       "It belongs beside this program; install Vitrine as a whole"});
    return false;
}

void RunLauncher::start(const RunCommand& command, const fs::path& run) {
    run_ = run;
    command_ = command.text().toStdString();
    process_ = new QProcess(this);
    process_->setProgram(command.program);
    process_->setArguments(command.arguments);
    process_->setStandardInputFile(QProcess::nullDevice());
    connect(process_, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        const QString said = QString::fromUtf8(process_->readAllStandardError()).trimmed();
        finished(status == QProcess::NormalExit && code == 0,
                 said.isEmpty() ? tr("it ended with code %1").arg(code) : said);
    });
    connect(process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            finished(false, process_->errorString());
        }
    });
    process_->start();
}

void RunLauncher::finished(bool well, const QString& failure) {
    process_->deleteLater();
    process_ = nullptr;
    if (well) {
        Q_EMIT started(run_);
    } else {
        Q_EMIT problemMet({"The run could not be started: " +
                               failure.right(kMostSaid).toStdString(),
                           command_, "Mend what it names, then launch it again"});
    }
    if (!busy() && !waiting_.empty()) {
        const fs::path next = waiting_.front();
        waiting_.erase(waiting_.begin());
        resume(next);
    }
}

} // namespace vitrine::app
