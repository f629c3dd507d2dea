#pragma once

#include "core/base/outcome.h"
#include "core/run/events/event.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::run {

/// A line that is no event: skipped, told, never fatal.
struct BadLine {
    std::string file;
    std::uint64_t byte = 0; ///< where the line begins
    std::string what;
};

/// What one look at the log brought.
struct EventBatch {
    std::vector<Event> events;
    std::vector<BadLine> bad;
    bool more = false; ///< there was more than one look takes: ask again now
};

/// Where a reader stands: number of rotated files behind it, and the byte in the next one.
struct EventPosition {
    std::int64_t part = 0;
    std::uint64_t offset = 0;

    bool operator==(const EventPosition&) const = default;
};

/// Follows events.jsonl of a run while it grows: reads on from where it stopped, up to the last
/// line end, over rotations; a torn last line waits until it is whole. One thread at a time.
class EventReader {
public:
    explicit EventReader(std::filesystem::path runFolder, EventPosition from = {},
                         std::string file = "events.jsonl");

    /// At most about `bytes` of log. A run that has written nothing yet gives an empty batch; a
    /// folder that is gone, or a log that became shorter, is a Problem.
    [[nodiscard]] Outcome<EventBatch> read(std::size_t bytes = std::size_t{4} << 20);

    [[nodiscard]] EventPosition position() const { return at_; }

private:
    struct Piece;

    [[nodiscard]] Outcome<Piece> readPiece(std::size_t bytes) const;
    void takeLines(const Piece& piece, EventBatch& batch);
    void takeLine(std::string_view line, const std::string& name, EventBatch& batch);

    std::filesystem::path folder_;
    std::string file_;
    EventPosition at_;
    bool skipping_ = false; ///< within a line that is too long
};

} // namespace vitrine::run
