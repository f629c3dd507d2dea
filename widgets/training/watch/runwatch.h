#pragma once

#include "widgets/foundation/task/worker.h"
#include "widgets/training/watch/runnews.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <vector>

class QFileSystemWatcher;

namespace vitrine::widgets {

class RunRound;

/// Follows runs while they are written: a thread reads, the file system's notices and a poll four
/// times a second wake it, and what it brings arrives at most ten times a second. Finds the runs of
/// a folder by itself. It only reads; no run is touched. GUI thread.
class RunWatch final : public QObject {
    Q_OBJECT

public:
    explicit RunWatch(QObject* parent = nullptr);
    ~RunWatch() override;

    /// The folder whose subfolders are runs; those in it come and go by themselves.
    void setRunsFolder(const std::filesystem::path& folder);
    [[nodiscard]] const std::filesystem::path& runsFolder() const { return folder_; }

    /// One run more, from anywhere. Following it again reads it anew.
    void follow(const std::filesystem::path& run);

    /// The run that is read first when there is much to read.
    void setFront(const std::filesystem::path& run);

    /// Looks now and not at the next poll.
    void wake();

Q_SIGNALS:
    /// Never empty.
    void newsArrived(const std::vector<vitrine::widgets::RunNews>& news);

private:
    void look();
    void arrived(const std::shared_ptr<std::vector<RunNews>>& news, bool more);
    void watchFiles(const std::vector<RunNews>& news);

    std::filesystem::path folder_;
    std::filesystem::path front_;
    std::vector<std::filesystem::path> added_; ///< since the last look
    QFileSystemWatcher* files_;
    QTimer poll_;
    QTimer soon_;
    QElapsedTimer sinceLook_;
    std::shared_ptr<RunRound> round_; ///< used by one job at a time
    bool looking_ = false;
    bool again_ = false;
    Worker worker_; ///< last: its end waits for the job that uses the others
};

} // namespace vitrine::widgets
