#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::data {

/// One line of a table with the names of its columns; texts are valid UTF-8.
struct Row {
    std::size_t line = 0; ///< where it begins, from 1
    std::vector<std::pair<std::string, std::string>> fields;

    /// The text under a name, or nullptr.
    [[nodiscard]] const std::string* find(std::string_view column) const;
};

/// A place of a table that cannot be read as it is. The row there is left out, unless `repaired`.
struct RowFault {
    std::size_t line = 0;
    std::size_t column = 0; ///< byte in the line, from 1; 0 = the whole line
    std::string what;
    bool repaired = false; ///< the row came after all: bytes that are no UTF-8 became U+FFFD
};

/// What a reader of rows tells; false stops it.
struct RowSink {
    std::function<bool(Row)> row;
    std::function<bool(RowFault)> fault;
};

/// The longest line or quoted record that is read.
inline constexpr std::size_t kLongestRow = std::size_t{16} << 20;

/// Comma-separated values (RFC 4180): names in the first record, quotes over lines, "" for a quote;
/// LF or CRLF; a byte-order mark is passed over. After a fault the next line goes on. Answers false
/// if the sink stopped it.
bool readCsv(std::string_view text, const RowSink& sink);

/// Tab-separated values: as above, but quotes mean nothing.
bool readTsv(std::string_view text, const RowSink& sink);

/// One JSON object a line; texts, numbers and truth values become fields, other values are faults.
bool readJsonLines(std::string_view text, const RowSink& sink);

} // namespace vitrine::data
