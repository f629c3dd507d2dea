#include "core/run/events/eventreader.h"

#include "core/base/posix.h"
#include "core/run/events/eventwriter.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace vitrine::run {

namespace fs = std::filesystem;

/// Bytes of one file from the reader's place on.
struct EventReader::Piece {
    std::string name; ///< of the file; empty: there is none yet
    std::string bytes;
    bool finished = false;  ///< the file was rotated away: it grows no more
    bool untilEnd = false; ///< nothing follows these bytes at the moment
};

namespace {

/// One look must hold the longest line and its end.
constexpr std::size_t kLeastLook = 2 * kLongestEvent;

Problem readProblem(const fs::path& file, const std::string& what) {
    return {.what = "The run's events cannot be read: " + what,
            .where = file.string(),
            .advice = "Check that the run's folder is still there, and open it again"};
}

} // namespace

EventReader::EventReader(fs::path runFolder, EventPosition from, std::string file)
    : folder_(std::move(runFolder))
    , file_(std::move(file))
    , at_(from) {}

Outcome<EventReader::Piece> EventReader::readPiece(std::size_t bytes) const {
    const std::string rotated = rotatedName(file_, at_.part + 1);
    std::error_code error;
    Piece piece{.name = rotated, .finished = fs::exists(folder_ / rotated, error)};
    if (!piece.finished) {
        piece.name = file_;
    }
    const fs::path path = folder_ / piece.name;
    const Descriptor file(retryInterrupted(
        [&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); }));
    if (!file.valid() && errno == ENOENT && fs::is_directory(folder_, error)) {
        return Piece{.untilEnd = true};
    }
    struct stat info {};
    if (!file.valid() || ::fstat(file.number(), &info) != 0) {
        return readProblem(path, reasonOf(errno));
    }
    // Rotated between the question and the opening: the file just opened may be the next one.
    if (!piece.finished && fs::exists(folder_ / rotated, error)) {
        return readPiece(bytes);
    }
    const auto size = static_cast<std::uint64_t>(info.st_size);
    if (!S_ISREG(info.st_mode) || size < at_.offset) {
        return readProblem(path, "the file became shorter or is no ordinary file");
    }
    piece.bytes.resize(std::min<std::uint64_t>(std::max(bytes, kLeastLook), size - at_.offset));
    std::size_t filled = 0;
    while (filled < piece.bytes.size()) {
        const ssize_t count = retryInterrupted([&] {
            return ::pread(file.number(), piece.bytes.data() + filled, piece.bytes.size() - filled,
                           static_cast<off_t>(at_.offset + filled));
        });
        if (count <= 0) {
            return readProblem(path, reasonOf(count < 0 ? errno : EIO));
        }
        filled += static_cast<std::size_t>(count);
    }
    piece.untilEnd = at_.offset + filled == size;
    return piece;
}

Outcome<EventBatch> EventReader::read(std::size_t bytes) {
    EventBatch batch;
    const auto piece = readPiece(bytes);
    if (!piece) {
        return piece.as<EventBatch>();
    }
    takeLines(*piece, batch);
    batch.more = !piece->untilEnd;
    if (piece->finished && piece->untilEnd) {
        ++at_.part;
        at_.offset = 0;
        skipping_ = false;
        batch.more = true;
    }
    return batch;
}

void EventReader::takeLines(const Piece& piece, EventBatch& batch) {
    std::string_view rest = piece.bytes;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) {
            break;
        }
        if (!std::exchange(skipping_, false)) {
            takeLine(rest.substr(0, end), piece.name, batch);
        }
        rest.remove_prefix(end + 1);
        at_.offset += end + 1;
    }
    const bool tooLong = rest.size() > kLongestEvent;
    if (tooLong && !skipping_) {
        batch.bad.push_back({piece.name, at_.offset, "the line is longer than 1 MiB"});
        skipping_ = true;
    }
    if (skipping_) {
        at_.offset += rest.size();
    } else if (piece.finished && piece.untilEnd && !rest.empty()) {
        batch.bad.push_back({piece.name, at_.offset, "the last line has no end"});
    }
}

void EventReader::takeLine(std::string_view line, const std::string& name, EventBatch& batch) {
    if (line.size() > kLongestEvent) {
        batch.bad.push_back({name, at_.offset, "the line is longer than 1 MiB"});
        return;
    }
    auto event = eventFrom(line);
    if (event) {
        batch.events.push_back(*std::move(event));
    } else {
        batch.bad.push_back({name, at_.offset, "the line is no event"});
    }
}

} // namespace vitrine::run
