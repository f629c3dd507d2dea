#include "widgets/training/watch/runwatch.h"

#include "widgets/training/watch/runround.h"

#include <QFileSystemWatcher>

#include <algorithm>
#include <exception>
#include <utility>

namespace vitrine::widgets {

namespace {

constexpr int kPoll = 250;      // ms
constexpr int kLeastGap = 100;  // ms between two looks, so that batches come ten times a second
constexpr std::chrono::milliseconds kBudget{50}; // of reading in one look: what the window takes
                                                 // from it stays within a frame
constexpr int kMostWatched = 256;

QString qstring(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

// Nothing may leave the thread but values: what was thrown becomes a problem of the run in front.
RunRound::Result lookSafely(RunRound& round, const std::vector<std::filesystem::path>& added,
                            const std::filesystem::path& folder,
                            const std::filesystem::path& front) {
    try {
        for (const std::filesystem::path& run : added) {
            round.follow(run);
        }
        return round.look(folder, front, kBudget);
    } catch (const std::exception& error) {
        RunNews news;
        news.folder = front.empty() ? folder : front;
        news.problem = Problem{"The runs could not be read", error.what(),
                               "Look at the folder; the runs that were read stay on screen"};
        return {.news = {std::move(news)}, .more = false};
    }
}

} // namespace

RunWatch::RunWatch(QObject* parent)
    : QObject(parent)
    , files_(new QFileSystemWatcher(this))
    , round_(std::make_shared<RunRound>())
    , worker_(QStringLiteral("runs")) {
    connect(files_, &QFileSystemWatcher::fileChanged, this, &RunWatch::wake);
    connect(files_, &QFileSystemWatcher::directoryChanged, this, &RunWatch::wake);
    connect(&poll_, &QTimer::timeout, this, &RunWatch::wake);
    soon_.setSingleShot(true);
    soon_.setTimerType(Qt::PreciseTimer);
    connect(&soon_, &QTimer::timeout, this, &RunWatch::look);
    poll_.start(kPoll);
}

RunWatch::~RunWatch() = default;

void RunWatch::setRunsFolder(const std::filesystem::path& folder) {
    if (!folder_.empty()) {
        files_->removePath(qstring(folder_));
    }
    folder_ = folder;
    if (!folder.empty()) {
        files_->addPath(qstring(folder));
    }
    wake();
}

void RunWatch::follow(const std::filesystem::path& run) {
    added_.push_back(run);
    wake();
}

void RunWatch::setFront(const std::filesystem::path& run) {
    front_ = run;
}

void RunWatch::wake() {
    if (looking_) {
        again_ = true;
        return;
    }
    if (soon_.isActive()) {
        return;
    }
    const qint64 since = sinceLook_.isValid() ? sinceLook_.elapsed() : kLeastGap;
    soon_.start(static_cast<int>(std::max<qint64>(0, kLeastGap - since)));
}

void RunWatch::look() {
    looking_ = true;
    again_ = false;
    sinceLook_.start();
    auto job = std::make_shared<Worker::Job>();
    job->run = [this, round = round_, folder = folder_, front = front_,
                added = std::exchange(added_, {})](const std::stop_token&) {
        RunRound::Result result = lookSafely(*round, added, folder, front);
        auto news = std::make_shared<std::vector<RunNews>>(std::move(result.news));
        QMetaObject::invokeMethod(
            this, [this, news, more = result.more] { arrived(news, more); },
            Qt::QueuedConnection);
    };
    worker_.submit(std::move(job));
}

void RunWatch::arrived(const std::shared_ptr<std::vector<RunNews>>& news, bool more) {
    looking_ = false;
    watchFiles(*news);
    if (more) {
        look(); // a long log: read on while the window takes this part
    } else if (again_) {
        wake();
    }
    if (!news->empty()) {
        Q_EMIT newsArrived(*news);
    }
}

// A log that was rotated is a new file, and one that had not begun is there now.
void RunWatch::watchFiles(const std::vector<RunNews>& news) {
    const QStringList watched = files_->files();
    for (const RunNews& one : news) {
        const QString log = qstring(one.folder / "events.jsonl");
        const bool wanted = one.liveness != run::Liveness::Ended && !one.problem;
        if (wanted && watched.size() < kMostWatched && !watched.contains(log)) {
            files_->addPath(log);
        } else if (!wanted && watched.contains(log)) {
            files_->removePath(log);
        }
    }
}

} // namespace vitrine::widgets
