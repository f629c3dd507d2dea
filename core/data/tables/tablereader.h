#pragma once

#include "core/data/reader.h"
#include "core/data/tables/rows.h"

#include <span>

namespace vitrine::data {

/// Texts with classes from a table. Options: `file`; names of columns `text` (default "text"), `pair`,
/// `label` ("label"), `group`, `split`; `source` and `licence`, for all; `faults`: "refuse" (default)
/// or "skip" rows that cannot be read.
class TableReader final : public Reader {
public:
    using Parse = bool (*)(std::string_view text, const RowSink& sink);

    TableReader(std::string_view name, std::string_view about, Parse parse)
        : name_(name)
        , about_(about)
        , parse_(parse) {}

    [[nodiscard]] std::string_view name() const override { return name_; }
    [[nodiscard]] std::string_view about() const override { return about_; }

    /// With "refuse", the Problem names the first fault's line and column and how many there are.
    [[nodiscard]] Outcome<Done> read(const ReadRequest& request, const ExampleSink& sink,
                                     const Tick& tick) const override;

private:
    std::string_view name_;
    std::string_view about_;
    Parse parse_;
};

/// The readers that need no plugin: "csv", "tsv", "jsonl".
[[nodiscard]] std::span<const Reader* const> builtInReaders();

} // namespace vitrine::data
