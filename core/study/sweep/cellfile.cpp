#include "core/study/sweep/cellfile.h"

#include "core/base/files.h"
#include "core/run/events/eventwriter.h"

#include <system_error>

namespace vitrine::study {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestResults = std::size_t{4} << 30;

fs::path fileIn(const fs::path& results) {
    return results / "cells.jsonl";
}

} // namespace

Outcome<CellFile> CellFile::open(const fs::path& results) {
    std::error_code failed;
    fs::create_directories(results, failed);
    auto log = run::AppendLog::open(fileIn(results));
    if (!log) {
        return log.as<CellFile>();
    }
    if (const auto moved = run::moveTornTail(**log, results / "cells.torn"); !moved) {
        return moved.as<CellFile>();
    }
    return CellFile(*std::move(log));
}

Outcome<Done> CellFile::append(const Cell& cell) {
    return log_->append(jsonOf(cell).dump() + "\n");
}

Outcome<std::vector<Cell>> readCells(const fs::path& results) {
    std::vector<Cell> cells;
    std::error_code unreadable;
    if (!fs::exists(fileIn(results), unreadable)) {
        return cells;
    }
    const auto content = readFile(fileIn(results), kLargestResults);
    if (!content) {
        return content.as<std::vector<Cell>>();
    }
    std::string_view rest = *content;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) {
            break;
        }
        const std::string where = fileIn(results).string() + ", line " + std::to_string(line);
        const auto json = parseJson(rest.substr(0, end), where);
        if (!json) {
            return json.as<std::vector<Cell>>();
        }
        auto cell = cellFrom(*json, where);
        if (!cell) {
            return cell.as<std::vector<Cell>>();
        }
        cells.push_back(*std::move(cell));
        rest.remove_prefix(end + 1);
    }
    return cells;
}

} // namespace vitrine::study
