#pragma once

#include "core/data/tables/rows.h"

#include <string_view>

namespace vitrine::data {

/// Walks through the lines of a text.
class Lines {
public:
    /// A byte-order mark at the begin is passed over.
    explicit Lines(std::string_view text);

    [[nodiscard]] bool atEnd() const { return rest_.empty(); }
    [[nodiscard]] std::size_t number() const { return number_; } ///< of the line that comes

    /// All that is left, beginning with the line that comes.
    [[nodiscard]] std::string_view rest() const { return rest_; }

    /// The line that comes, without LF or CRLF; goes on to the next.
    std::string_view take();

    /// Goes on behind so many bytes, counting lines.
    void skip(std::size_t bytes);

private:
    std::string_view rest_;
    std::size_t number_ = 1;
};

/// The first thing about a line that no table may hold (too long, NUL); empty `what` if nothing.
[[nodiscard]] RowFault faultOfBytes(std::string_view line, std::size_t number);

/// Replaces bytes of a row that are no UTF-8; whether there were any.
bool repair(Row& row);

} // namespace vitrine::data
