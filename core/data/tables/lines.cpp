#include "core/data/tables/lines.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace vitrine::data {

Lines::Lines(std::string_view text)
    : rest_(text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (rest_.starts_with(kMark)) {
        rest_.remove_prefix(kMark.size());
    }
}

std::string_view Lines::take() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

void Lines::skip(std::size_t bytes) {
    const std::string_view passed = rest_.substr(0, bytes);
    number_ += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
    rest_.remove_prefix(passed.size());
}

const std::string* Row::find(std::string_view column) const {
    const auto found =
        std::ranges::find(fields, column, &std::pair<std::string, std::string>::first);
    return found != fields.end() ? &found->second : nullptr;
}

RowFault faultOfBytes(std::string_view line, std::size_t number) {
    if (line.size() > kLongestRow) {
        return {number, 0, "the line is longer than 16 MiB"};
    }
    const std::size_t nul = line.find('\0');
    if (nul != std::string_view::npos) {
        return {number, nul + 1, "a byte 0 stands in the line"};
    }
    return {};
}

bool repair(Row& row) {
    bool changed = false;
    for (auto& [name, text] : row.fields) {
        if (!isUtf8(text)) {
            text = toValidUtf8(text);
            changed = true;
        }
    }
    return changed;
}

} // namespace vitrine::data
