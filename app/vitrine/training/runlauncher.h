#pragma once

#include "app/vitrine/training/runcommand.h"

#include "core/base/outcome.h"

#include <QObject>

#include <filesystem>
#include <string>
#include <vector>

class QProcess;

namespace vitrine::app {

/// Starts training runs detached: the process that it starts hands over to a keeper and returns at
/// once, so neither the end of this object nor of the window reaches a run. GUI thread.
class RunLauncher final : public QObject {
    Q_OBJECT

public:
    /// `runner`: vitrine-run; empty where it was not found, then every launch is a Problem.
    RunLauncher(std::filesystem::path runner, std::filesystem::path runsFolder,
                QObject* parent = nullptr);
    ~RunLauncher() override;

    [[nodiscard]] const std::filesystem::path& runner() const { return runner_; }
    [[nodiscard]] const std::filesystem::path& runsFolder() const { return runsFolder_; }

    /// What the next launch under that name runs; nothing is written.
    [[nodiscard]] RunCommand preview(const std::string& name) const;

    /// Saves the recipe beside the runs and starts it.
    void launch(const std::string& recipe, const std::string& name);

    /// Waits while another is being started; asked for twice, it is resumed once.
    void resume(const std::filesystem::path& run);

    [[nodiscard]] bool busy() const { return process_ != nullptr; }

Q_SIGNALS:
    void started(const std::filesystem::path& run);
    void problemMet(const vitrine::Problem& problem);

private:
    [[nodiscard]] std::filesystem::path folderFor(const std::string& name) const;
    [[nodiscard]] std::filesystem::path recipeFor(const std::filesystem::path& run) const;
    [[nodiscard]] bool runnerThere(); ///< else says so
    void start(const RunCommand& command, const std::filesystem::path& run);
    void finished(bool well, const QString& failure);

    std::filesystem::path runner_;
    std::filesystem::path runsFolder_;
    std::string nextId_;        ///< of the next launch: what is shown is what is started
    std::filesystem::path run_; ///< what is being started
    std::vector<std::filesystem::path> waiting_; ///< to be resumed after it
    bool resuming_ = false;
    std::string command_;
    QProcess* process_ = nullptr;
};

} // namespace vitrine::app
