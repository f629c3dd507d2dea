#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"
#include "core/perturb/kindrecord.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::study {

/// One place of the grid without its example. The clean text has one cell for all chains and seeds.
struct CellPlace {
    std::string chain = "clean";
    double severity = 0;
    std::uint64_t seed = 0;

    [[nodiscard]] bool clean() const { return severity == 0; }
    bool operator==(const CellPlace&) const = default;
};

/// "swap/3/1/17": chain, severity, seed, row of the example.
[[nodiscard]] std::string cellId(const CellPlace& place, std::size_t row);

/// The parts of such a name; none for anything else.
[[nodiscard]] std::optional<std::pair<CellPlace, std::size_t>> cellNamed(std::string_view id);

enum class CellEffect { Clean, Changed, Unchanged, Refused };

/// What one cell says of one example: a line of cells.jsonl.
struct Cell {
    CellPlace place;
    std::size_t row = 0;
    std::string example; ///< "<data set>:<row>"
    CellEffect effect = CellEffect::Clean;
    std::string reason; ///< of Unchanged and Refused
    perturb::LabelRule rule = perturb::LabelRule::Kept;
    std::optional<std::string> label;  ///< the right answer, where the data has one
    std::optional<std::string> answer; ///< the model's, where it gives one
    std::vector<std::pair<std::string, double>> metrics; ///< by name; what is undefined is left out
    std::vector<std::vector<double>> heads; ///< attention shift [site][head]; NaN: undefined
    Json script;                            ///< against the clean text

    [[nodiscard]] std::optional<double> metric(std::string_view name) const;
};

[[nodiscard]] Json jsonOf(const Cell& cell);
[[nodiscard]] Outcome<Cell> cellFrom(const Json& json, std::string_view where);

} // namespace vitrine::study
