#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vitrine::widgets {

/// Builds a CSV text by RFC 4180: comma, CRLF, quotes doubled where needed, UTF-8. Numbers are the
/// shortest decimals that read back equal. The caller saves `text()` with saveAtomically.
class CsvWriter {
  public:
    using Cell = std::variant<std::string_view, std::int64_t, float, double>;

    explicit CsvWriter(const std::vector<std::string_view>& heading);

    /// One record; throws std::invalid_argument when its length differs from the heading's.
    void add(const std::vector<Cell>& cells);

    [[nodiscard]] const std::string& text() const { return text_; }

    [[nodiscard]] std::string take() && { return std::move(text_); }

  private:
    std::size_t columns_;
    std::string text_;
};

} // namespace vitrine::widgets
