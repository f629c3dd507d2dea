#include "widgets/foundation/task/lane.h"

#include <QMetaObject>

#include <chrono>
#include <mutex>

namespace vitrine::widgets {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kBetweenReports = std::chrono::milliseconds(34); // at most 30 a second

} // namespace

/// Where the worker leaves its messages. The lane takes itself out when it dies, so that a result
/// that comes late finds nobody.
struct Lane::Mailbox {
    std::mutex mutex;
    Lane* lane = nullptr;

    template <class Call> void post(Call call) {
        const std::scoped_lock lock(mutex);
        if (lane != nullptr) {
            QMetaObject::invokeMethod(
                lane, [owner = lane, call = std::move(call)] { call(*owner); },
                Qt::QueuedConnection);
        }
    }
};

Lane::Lane(Worker& worker, QObject* parent)
    : QObject(parent), worker_(&worker), mailbox_(std::make_shared<Mailbox>()) {
    mailbox_->lane = this;
}

Lane::~Lane() {
    {
        const std::scoped_lock lock(mailbox_->mutex);
        mailbox_->lane = nullptr;
    }
    if (job_ != nullptr) {
        job_->stop.request_stop();
        if (worker_ != nullptr) {
            worker_->remove(job_);
        }
    }
}

void Lane::cancel() {
    if (job_ == nullptr) {
        return;
    }
    job_->stop.request_stop();
    if (worker_ == nullptr || worker_->remove(job_)) {
        // It never began, so nobody else will tell.
        const auto deliver = std::move(deliverCancelled_);
        setJob(nullptr);
        deliver();
    }
}

Generation Lane::submitBody(Body body, std::function<void()> deliverCancelled) {
    const Generation generation = ++latest_;
    if (job_ != nullptr) {
        job_->stop.request_stop();
        if (worker_ != nullptr) {
            worker_->remove(job_);
        }
    }
    deliverCancelled_ = std::move(deliverCancelled);
    auto job = std::make_shared<Worker::Job>();
    job->run = [body = std::move(body), mailbox = mailbox_,
                generation](const std::stop_token& stop) {
        auto last = std::make_shared<Clock::time_point>();
        const Tick tick(stop, [mailbox, generation, last](const Progress& progress) {
            const Clock::time_point now = Clock::now();
            if (now - *last >= kBetweenReports) {
                *last = now;
                mailbox->post(
                    [generation, progress](Lane& lane) { lane.report(generation, progress); });
            }
        });
        mailbox->post(
            [generation, deliver = body(tick)](Lane& lane) { lane.arrived(generation, deliver); });
    };
    setJob(job);
    if (worker_ != nullptr) {
        worker_->submit(std::move(job));
    }
    return generation;
}

QString Lane::workerName() const {
    return worker_ != nullptr ? worker_->name() : QString();
}

void Lane::arrived(Generation generation, const std::function<void()>& deliver) {
    if (generation != latest_ || job_ == nullptr) {
        return;
    }
    setJob(nullptr);
    deliver(); // may submit again or destroy the lane: nothing of it is touched afterwards
}

void Lane::report(Generation generation, const Progress& progress) {
    if (generation == latest_ && job_ != nullptr) {
        Q_EMIT
        progressed(generation, progress);
    }
}

void Lane::setJob(Worker::JobPointer job) {
    const bool was = busy();
    job_ = std::move(job);
    if (busy() != was) {
        Q_EMIT
        busyChanged(busy());
    }
}

} // namespace vitrine::widgets
