#pragma once

#include "core/run/checkpoint/checkpointstore.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace vitrine::run {

/// Writes checkpoints on a thread while training goes on. One in flight: a slow disk delays the
/// next checkpoint, never a step. Called from one thread.
class BackgroundSaver {
public:
    explicit BackgroundSaver(CheckpointStore store);

    /// Waits for the one in flight.
    ~BackgroundSaver();
    BackgroundSaver(const BackgroundSaver&) = delete;
    BackgroundSaver& operator=(const BackgroundSaver&) = delete;

    /// Whether one is being written, or its result was not taken yet.
    [[nodiscard]] bool busy() const;

    /// Precondition: not busy(); std::logic_error otherwise.
    void start(CheckpointContent content);

    /// The result of the last one, once.
    [[nodiscard]] std::optional<Outcome<SavedCheckpoint>> takeResult();

    /// Waits for the one in flight and gives its result; nothing if there is none.
    [[nodiscard]] std::optional<Outcome<SavedCheckpoint>> finish();

private:
    void work(const std::stop_token& stop);
    [[nodiscard]] Outcome<SavedCheckpoint> save(const CheckpointContent& content) const;

    CheckpointStore store_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<CheckpointContent> wanted_;
    std::optional<Outcome<SavedCheckpoint>> result_;
    bool writing_ = false;
    std::jthread thread_;
};

} // namespace vitrine::run
