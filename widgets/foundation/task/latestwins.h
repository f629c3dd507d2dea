#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "widgets/foundation/task/lane.h"

#include <exception>
#include <functional>
#include <memory>
#include <utility>

namespace vitrine::widgets {

/// The Problem for an exception that reached the border of a worker.
[[nodiscard]] Problem problemOf(const std::exception_ptr& exception, const QString& worker);

/// Requests of one kind whose newest alone matters ("trace this text", "this head's map"). Work
/// runs on the Worker's thread and answers an Outcome; the result is delivered on the GUI thread
/// with its generation, and only if no newer request was made meanwhile. Exceptions become
/// Problems. `work` must own what it uses: it may outlive the lane by the time it needs to notice
/// the stop.
template <class Result> class LatestWins final : public Lane {
  public:
    using Work = std::function<Outcome<Result>(const Tick&)>;
    using Deliver = std::function<void(Generation, Outcome<Result>)>;

    LatestWins(Worker& worker, Deliver deliver, QObject* parent = nullptr)
        : Lane(worker, parent), deliver_(std::make_shared<Deliver>(std::move(deliver))) {}

    /// Queues the request in place of any older one and numbers it.
    Generation submit(Work work) {
        const Generation number = latest() + 1;
        auto body = [work = std::move(work), deliver = deliver_, number,
                     name = workerName()](const Tick& tick) -> std::function<void()> {
            auto result = std::make_shared<Outcome<Result>>(guarded(work, tick, name));
            return [deliver, number, result] { (*deliver)(number, std::move(*result)); };
        };
        return submitBody(std::move(body), [deliver = deliver_, number] {
            (*deliver)(number, Outcome<Result>(Cancelled{}));
        });
    }

  private:
    static Outcome<Result> guarded(const Work& work, const Tick& tick, const QString& name) {
        try {
            return work(tick);
        } catch (...) {
            return problemOf(std::current_exception(), name);
        }
    }

    std::shared_ptr<Deliver> deliver_;
};

} // namespace vitrine::widgets
