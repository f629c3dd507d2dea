#include "core/run/checkpoint/backgroundsaver.h"

#include <exception>
#include <stdexcept>
#include <utility>

namespace vitrine::run {

BackgroundSaver::BackgroundSaver(CheckpointStore store)
    : store_(std::move(store))
    , thread_([this](const std::stop_token& stop) { work(stop); }) {}

BackgroundSaver::~BackgroundSaver() {
    thread_.request_stop();
}

bool BackgroundSaver::busy() const {
    const std::lock_guard hold(mutex_);
    return writing_ || wanted_ || result_;
}

void BackgroundSaver::start(CheckpointContent content) {
    const std::lock_guard hold(mutex_);
    if (writing_ || wanted_ || result_) {
        throw std::logic_error("BackgroundSaver: the checkpoint before is still in flight");
    }
    wanted_ = std::move(content);
    changed_.notify_all();
}

std::optional<Outcome<SavedCheckpoint>> BackgroundSaver::takeResult() {
    const std::lock_guard hold(mutex_);
    return std::exchange(result_, std::nullopt);
}

std::optional<Outcome<SavedCheckpoint>> BackgroundSaver::finish() {
    std::unique_lock hold(mutex_);
    changed_.wait(hold, [&] { return !writing_ && !wanted_; });
    return std::exchange(result_, std::nullopt);
}

Outcome<SavedCheckpoint> BackgroundSaver::save(const CheckpointContent& content) const {
    try {
        return store_.save(content);
    } catch (const std::exception& error) {
        return Problem{"The checkpoint was not saved: " + std::string(error.what()),
                       store_.folderOf(content.step).string(), "The one before still stands"};
    }
}

void BackgroundSaver::work(const std::stop_token& stop) {
    std::unique_lock hold(mutex_);
    // What was asked for before the end is still written.
    while (changed_.wait(hold, stop, [&] { return wanted_.has_value(); })) {
        const CheckpointContent content = *std::exchange(wanted_, std::nullopt);
        writing_ = true;
        hold.unlock();
        Outcome<SavedCheckpoint> saved = save(content);
        hold.lock();
        writing_ = false;
        result_ = std::move(saved);
        changed_.notify_all();
    }
}

} // namespace vitrine::run
