#pragma once

#include "core/base/tick.h"
#include "widgets/foundation/task/worker.h"

#include <QObject>
#include <QPointer>

#include <cstdint>
#include <functional>
#include <memory>

namespace vitrine::widgets {

/// Numbers the requests of a lane, from 1.
using Generation = std::uint64_t;

/// The untyped part of LatestWins: at most one request waiting and one running; a new one replaces
/// the first and stops the second. GUI thread.
class Lane : public QObject {
    Q_OBJECT

  public:
    explicit Lane(Worker& worker, QObject* parent = nullptr);

    /// Stops what runs and forgets what waits, without waiting. No result arrives afterwards.
    ~Lane() override;

    [[nodiscard]] bool busy() const { return job_ != nullptr; }

    [[nodiscard]] Generation latest() const { return latest_; }

    /// Asks the newest request to stop. It then ends as Cancelled, or completes if it was faster.
    void cancel();

  Q_SIGNALS:
    /// At most 30 times a second, only of the newest request.
    void progressed(vitrine::widgets::Generation generation, vitrine::Progress progress);
    void busyChanged(bool busy);

  protected:
    /// Runs on the worker; answers what is to be called on the GUI thread with the result.
    using Body = std::function<std::function<void()>(const Tick&)>;

    Generation submitBody(Body body, std::function<void()> deliverCancelled);
    [[nodiscard]] QString workerName() const;

  private:
    struct Mailbox;

    void arrived(Generation generation, const std::function<void()>& deliver);
    void report(Generation generation, const Progress& progress);
    void setJob(Worker::JobPointer job);

    QPointer<Worker> worker_;
    std::shared_ptr<Mailbox> mailbox_;
    Worker::JobPointer job_;
    std::function<void()> deliverCancelled_;
    Generation latest_ = 0;
};

} // namespace vitrine::widgets
