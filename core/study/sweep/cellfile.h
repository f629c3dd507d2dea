#pragma once

#include "core/base/outcome.h"
#include "core/run/directory/appendlog.h"
#include "core/study/sweep/cell.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace vitrine::study {

/// cells.jsonl of a run: grows by one line an example and cell. One owner at a time (the run's lock).
class CellFile {
public:
    /// Opens or makes the file. What a killed process left of a last line is moved to cells.torn.
    [[nodiscard]] static Outcome<CellFile> open(const std::filesystem::path& results);

    [[nodiscard]] Outcome<Done> append(const Cell& cell);
    [[nodiscard]] Outcome<Done> sync() { return log_->sync(); }

private:
    explicit CellFile(std::unique_ptr<run::AppendLog> log)
        : log_(std::move(log)) {}

    std::unique_ptr<run::AppendLog> log_;
};

/// All lines, in their order. A missing file has none.
[[nodiscard]] Outcome<std::vector<Cell>> readCells(const std::filesystem::path& results);

} // namespace vitrine::study
