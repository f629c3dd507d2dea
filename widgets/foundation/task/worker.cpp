#include "widgets/foundation/task/worker.h"

#include <algorithm>

namespace vitrine::widgets {

Worker::Worker(QString name, QObject* parent)
    : QObject(parent)
    , name_(std::move(name))
    , thread_([this](const std::stop_token& stop) { loop(stop); }) {}

Worker::~Worker() {
    {
        const std::scoped_lock lock(mutex_);
        queue_.clear();
        if (running_ != nullptr) {
            running_->stop.request_stop();
        }
        thread_.request_stop();
    }
    thread_.join();
}

void Worker::submit(JobPointer job) {
    {
        const std::scoped_lock lock(mutex_);
        queue_.push_back(std::move(job));
    }
    wake_.notify_one();
}

bool Worker::remove(const JobPointer& job) {
    const std::scoped_lock lock(mutex_);
    const auto place = std::ranges::find(queue_, job);
    if (place == queue_.end()) {
        return false;
    }
    queue_.erase(place);
    return true;
}

void Worker::loop(const std::stop_token& stop) {
    while (true) {
        JobPointer job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !queue_.empty(); })) {
                return;
            }
            if (stop.stop_requested()) {
                return;
            }
            job = std::move(queue_.front());
            queue_.pop_front();
            running_ = job;
        }
        job->run(job->stop.get_token());
        job->run = nullptr; // what the work captured dies here, on this thread
        const std::scoped_lock lock(mutex_);
        running_.reset();
    }
}

} // namespace vitrine::widgets
