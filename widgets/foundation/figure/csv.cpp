#include "widgets/foundation/figure/csv.h"

#include <array>
#include <charconv>
#include <stdexcept>

namespace vitrine::widgets {

namespace {

void appendQuoted(std::string& text, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += cell;
        return;
    }
    text += '"';
    for (const char c : cell) {
        text += c;
        if (c == '"') {
            text += '"';
        }
    }
    text += '"';
}

template <class Number> void appendNumber(std::string& text, Number number) {
    std::array<char, 40> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    text.append(buffer.data(), end);
}

void appendCell(std::string& text, const CsvWriter::Cell& cell) {
    if (const auto* words = std::get_if<std::string_view>(&cell)) {
        appendQuoted(text, *words);
    } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        appendNumber(text, *whole);
    } else if (const auto* single = std::get_if<float>(&cell)) {
        appendNumber(text, *single);
    } else {
        appendNumber(text, std::get<double>(cell));
    }
}

} // namespace

CsvWriter::CsvWriter(const std::vector<std::string_view>& heading) : columns_(heading.size()) {
    add(std::vector<Cell>(heading.begin(), heading.end()));
}

void CsvWriter::add(const std::vector<Cell>& cells) {
    if (cells.size() != columns_) {
        throw std::invalid_argument("CsvWriter: a record of " + std::to_string(cells.size()) +
                                    " cells under a heading of " + std::to_string(columns_));
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) {
            text_ += ',';
        }
        appendCell(text_, cells[i]);
    }
    text_ += "\r\n";
}

} // namespace vitrine::widgets
