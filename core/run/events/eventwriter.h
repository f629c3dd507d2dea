#pragma once

#include "core/base/outcome.h"
#include "core/run/directory/appendlog.h"
#include "core/run/events/event.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace vitrine::run {

struct EventWriterOptions {
    std::string file = "events.jsonl"; ///< other ranks: "events-rank-3.jsonl"
    std::uint64_t rotateBytes = std::uint64_t{64} << 20;
    std::size_t bufferBytes = std::size_t{8} << 20; ///< what waits for a slow or full disk
    std::chrono::milliseconds syncEvery = std::chrono::seconds(2);
};

/// Appends events to a run, one write() a line. The training loop never waits: lines go to a thread
/// of the writer. While the disk is full they are kept, tried again, and above `bufferBytes` lost;
/// a warn event then says how many. May be called from any thread.
class EventWriter {
public:
    /// A torn last line of an earlier process is moved to events.torn. The caller holds the lock.
    [[nodiscard]] static Outcome<std::unique_ptr<EventWriter>>
    open(const std::filesystem::path& runFolder, const EventWriterOptions& options = {});

    /// `--events -`: the same lines to a stream.
    [[nodiscard]] static Outcome<std::unique_ptr<EventWriter>> onStream(int descriptor);

    /// Writes what waits, and syncs.
    ~EventWriter();
    EventWriter(const EventWriter&) = delete;
    EventWriter& operator=(const EventWriter&) = delete;

    /// Both clocks are read here. Kinds start, ckpt, ctl, nan, oom and end are synced at once.
    void append(std::int64_t step, std::string_view kind, Json fields,
                std::span<const Scalar> values = {});

    /// One line with all numbers of a step.
    void scalars(std::int64_t step, std::span<const Scalar> values) {
        append(step, "scalar", Json(), values);
    }

    /// Waits until everything appended so far is on the disk; a Problem if it cannot be.
    [[nodiscard]] Outcome<Done> flush();

    /// Why lines wait at this moment; nothing while all is well.
    [[nodiscard]] std::optional<Problem> trouble() const;

private:
    EventWriter(std::filesystem::path folder, EventWriterOptions options,
                std::unique_ptr<AppendLog> log);

    void work(const std::stop_token& stop);
    void writeWaiting(std::unique_lock<std::mutex>& hold);
    void syncNow(std::unique_lock<std::mutex>& hold);
    void reportLost();
    [[nodiscard]] Outcome<Done> writeLine(const std::string& line);
    [[nodiscard]] Outcome<Done> rotate();

    struct Line {
        std::string text;
        bool urgent = false; ///< to be synced at once
    };

    std::filesystem::path folder_;
    EventWriterOptions options_;
    std::unique_ptr<AppendLog> log_; ///< the thread's own

    mutable std::mutex mutex_; ///< of all below
    std::condition_variable_any wake_;
    std::condition_variable_any settled_;
    std::vector<Line> waiting_;
    std::size_t waitingBytes_ = 0;
    std::int64_t lost_ = 0;
    bool dirty_ = false;       ///< written, not synced
    bool syncWanted_ = false;
    bool busy_ = false;        ///< the thread works on lines that wait no longer
    std::uint64_t rounds_ = 0; ///< of the thread: what flush waits for
    std::optional<Problem> trouble_;
    std::jthread thread_; ///< last: joined before anything it uses goes
};

/// Moves what follows the last line end of a log to `torn`; answers how many bytes.
[[nodiscard]] Outcome<std::uint64_t> moveTornTail(AppendLog& log,
                                                  const std::filesystem::path& torn);

/// "events.00001.jsonl" for "events.jsonl".
[[nodiscard]] std::string rotatedName(const std::string& file, std::int64_t number);

} // namespace vitrine::run
