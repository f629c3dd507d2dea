#include "core/run/events/eventwriter.h"

#include "core/base/posix.h"
#include "core/run/directory/folders.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace vitrine::run {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kRetryEvery = std::chrono::seconds(1);
constexpr std::array<std::string_view, 6> kUrgent{"start", "ckpt", "ctl", "nan", "oom", "end"};

template <class Clock>
double secondsOf() {
    return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

std::string makeLine(std::int64_t step, std::string_view kind, Json fields,
                     std::span<const Scalar> values) {
    return lineOf({.wall = secondsOf<std::chrono::system_clock>(),
                   .monotonic = secondsOf<std::chrono::steady_clock>(),
                   .step = step,
                   .kind = std::string(kind),
                   .values = {values.begin(), values.end()},
                   .fields = std::move(fields)});
}

} // namespace

EventWriter::EventWriter(fs::path folder, EventWriterOptions options,
                         std::unique_ptr<AppendLog> log)
    : folder_(std::move(folder))
    , options_(std::move(options))
    , log_(std::move(log))
    , thread_([this](const std::stop_token& stop) { work(stop); }) {}

EventWriter::~EventWriter() {
    thread_.request_stop();
}

Outcome<std::unique_ptr<EventWriter>> EventWriter::open(const fs::path& runFolder,
                                                        const EventWriterOptions& options) {
    auto log = AppendLog::open(runFolder / options.file);
    if (!log) {
        return log.as<std::unique_ptr<EventWriter>>();
    }
    const fs::path torn = runFolder / (fs::path(options.file).stem().string() + ".torn");
    if (const auto moved = moveTornTail(**log, torn); !moved) {
        return moved.as<std::unique_ptr<EventWriter>>();
    }
    return std::unique_ptr<EventWriter>(new EventWriter(runFolder, options, *std::move(log)));
}

Outcome<std::unique_ptr<EventWriter>> EventWriter::onStream(int descriptor) {
    auto log = AppendLog::onStream(descriptor);
    if (!log) {
        return log.as<std::unique_ptr<EventWriter>>();
    }
    EventWriterOptions options;
    options.rotateBytes = UINT64_MAX;
    return std::unique_ptr<EventWriter>(new EventWriter({}, options, *std::move(log)));
}

void EventWriter::append(std::int64_t step, std::string_view kind, Json fields,
                         std::span<const Scalar> values) {
    std::string line = makeLine(step, kind, std::move(fields), values);
    const bool urgent = std::ranges::find(kUrgent, kind) != kUrgent.end();
    const std::lock_guard hold(mutex_);
    if (waitingBytes_ + line.size() > options_.bufferBytes) {
        ++lost_;
        return;
    }
    waitingBytes_ += line.size();
    waiting_.push_back({std::move(line), urgent});
    wake_.notify_one();
}

Outcome<Done> EventWriter::flush() {
    std::unique_lock hold(mutex_);
    // A round under way began before the last line came: the one after it did not.
    const std::uint64_t wanted = rounds_ + (busy_ ? 2 : 1);
    syncWanted_ = true;
    wake_.notify_one();
    settled_.wait(hold, [&] {
        return !busy_ && ((waiting_.empty() && !dirty_) || (trouble_ && rounds_ >= wanted));
    });
    return trouble_ ? Outcome<Done>(*trouble_) : Outcome<Done>(Done{});
}

std::optional<Problem> EventWriter::trouble() const {
    const std::lock_guard hold(mutex_);
    return trouble_;
}

void EventWriter::work(const std::stop_token& stop) {
    std::unique_lock hold(mutex_);
    auto nextSync = std::chrono::steady_clock::now() + options_.syncEvery;
    bool ending = false;
    while (!ending || (!waiting_.empty() && !trouble_)) {
        const auto ready = [&] { return !trouble_ && (syncWanted_ || !waiting_.empty()); };
        wake_.wait_for(hold, stop, trouble_ ? kRetryEvery : options_.syncEvery, ready);
        ending = stop.stop_requested();
        busy_ = true;
        writeWaiting(hold);
        const auto now = std::chrono::steady_clock::now();
        if (dirty_ && (syncWanted_ || ending || now >= nextSync)) {
            syncNow(hold);
            nextSync = now + options_.syncEvery;
        }
        // A wish with nothing left to sync is fulfilled; kept, it would wake the thread for ever.
        syncWanted_ = syncWanted_ && (dirty_ || !waiting_.empty());
        busy_ = false;
        ++rounds_;
        settled_.notify_all();
    }
}

void EventWriter::syncNow(std::unique_lock<std::mutex>& hold) {
    dirty_ = false;
    hold.unlock();
    const auto synced = log_->sync();
    hold.lock();
    // Not repeated: the kernel has forgotten the pages. Later lines may reach the disk again.
    if (!synced) {
        trouble_ = synced.problem();
    }
}

/// The lock is given back while the disk works, so that append never waits for it.
void EventWriter::writeWaiting(std::unique_lock<std::mutex>& hold) {
    std::vector<Line> lines = std::exchange(waiting_, {});
    std::size_t written = 0;
    Outcome<Done> done = Done{};
    hold.unlock();
    while (written < lines.size() && done) {
        done = writeLine(lines[written].text);
        written += done ? 1 : 0;
    }
    hold.lock();
    for (std::size_t i = 0; i < written; ++i) {
        waitingBytes_ -= lines[i].text.size();
        syncWanted_ = syncWanted_ || lines[i].urgent;
    }
    dirty_ = dirty_ || written > 0;
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(written));
    waiting_.insert(waiting_.begin(), std::make_move_iterator(lines.begin()),
                    std::make_move_iterator(lines.end()));
    trouble_ = done ? std::nullopt : std::optional(done.problem());
    if (done && lost_ > 0) {
        reportLost();
    }
}

void EventWriter::reportLost() {
    Json fields = Json::Object{
        {"code", "events_lost"},
        {"message", "The disk took no events for a while; " + std::to_string(lost_) + " are lost"}};
    std::string line = makeLine(0, "warn", std::move(fields), {});
    lost_ = 0;
    waitingBytes_ += line.size();
    waiting_.push_back({std::move(line), /*urgent=*/true});
    syncWanted_ = true;
}

Outcome<Done> EventWriter::writeLine(const std::string& line) {
    if (log_->size() > 0 && log_->size() + line.size() > options_.rotateBytes) {
        if (auto rotated = rotate(); !rotated) {
            return rotated;
        }
    }
    return log_->append(line);
}

Outcome<Done> EventWriter::rotate() {
    if (auto synced = log_->sync(); !synced) {
        return synced;
    }
    std::int64_t number = 1;
    std::error_code error;
    while (fs::exists(folder_ / rotatedName(options_.file, number), error)) {
        ++number;
    }
    if (auto moved = moveTo(log_->path(), folder_ / rotatedName(options_.file, number)); !moved) {
        return moved;
    }
    auto fresh = AppendLog::open(folder_ / options_.file);
    if (!fresh) {
        return fresh.as<Done>();
    }
    log_ = *std::move(fresh);
    return Done{};
}

std::string rotatedName(const std::string& file, std::int64_t number) {
    const std::string digits = std::to_string(number);
    const std::string zeros(digits.size() < 5 ? 5 - digits.size() : 0, '0');
    const fs::path path(file);
    return path.stem().string() + "." + zeros + digits + path.extension().string();
}

Outcome<std::uint64_t> moveTornTail(AppendLog& log, const fs::path& torn) {
    constexpr std::size_t kStep = std::size_t{1} << 16;
    const Descriptor file(retryInterrupted(
        [&] { return ::open(log.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW); }));
    std::string tail;
    std::uint64_t begin = log.size();
    std::size_t end = std::string::npos;
    while (begin > 0 && end == std::string::npos) {
        const std::uint64_t from = begin > kStep ? begin - kStep : 0;
        std::string piece(begin - from, '\0');
        const ssize_t count = retryInterrupted([&] {
            return ::pread(file.number(), piece.data(), piece.size(), static_cast<off_t>(from));
        });
        if (count != static_cast<ssize_t>(piece.size())) {
            return Problem{"The log cannot be read: " + reasonOf(count < 0 ? errno : EIO),
                           log.path().string(), "Check the disk"};
        }
        tail.insert(0, piece);
        begin = from;
        end = tail.rfind('\n');
    }
    const std::size_t keep = end == std::string::npos ? 0 : end + 1;
    if (keep == tail.size()) {
        return std::uint64_t{0};
    }
    const std::string lost = tail.substr(keep);
    auto store = AppendLog::open(torn);
    if (!store) {
        return store.as<std::uint64_t>();
    }
    // First kept, then cut: whatever dies in between, nothing is gone.
    if (const auto kept = (*store)->append(lost + "\n"); !kept) {
        return kept.as<std::uint64_t>();
    }
    if (const auto cut = log.cut(begin + keep); !cut) {
        return cut.as<std::uint64_t>();
    }
    return static_cast<std::uint64_t>(lost.size());
}

} // namespace vitrine::run
