#pragma once

#include <QObject>
#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace vitrine::widgets {

/// One long-lived thread that does jobs in order of submission. Everything of one kind of work (all
/// LibTorch work, say) belongs on one Worker. Destroying it asks the running job to stop, drops the
/// queued ones and waits. Create, use and destroy on the GUI thread; give it requests through
/// LatestWins.
class Worker final : public QObject {
    Q_OBJECT

  public:
    /// A piece of work in the queue. `run` is called on the thread once, unless removed before.
    struct Job {
        std::stop_source stop;
        std::function<void(std::stop_token)> run;
    };

    using JobPointer = std::shared_ptr<Job>;

    /// `name` names the thread in debuggers and Problems.
    explicit Worker(QString name, QObject* parent = nullptr);
    ~Worker() override;

    [[nodiscard]] const QString& name() const { return name_; }

    void submit(JobPointer job);

    /// Takes a job out of the queue; false if it is not there (any more).
    bool remove(const JobPointer& job);

  private:
    void loop(const std::stop_token& stop);

    QString name_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<JobPointer> queue_;
    JobPointer running_;
    std::jthread thread_; // last: it uses the members above
};

} // namespace vitrine::widgets
