#include "core/study/sweep/summary.h"

#include "core/base/draws.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace vitrine::study {

namespace {

/// Metrics of the whole set: an example that nothing happened to is answered as it is.
bool ofAllExamples(std::string_view metric) {
    return metric == "accuracy" || metric == "accuracy_drop" || metric == "probability" ||
           metric == "margin";
}

bool counts(const Cell& cell, std::string_view metric) {
    if (cell.effect == CellEffect::Refused || cell.rule == perturb::LabelRule::Unsafe) {
        return false;
    }
    return cell.effect != CellEffect::Unchanged || ofAllExamples(metric);
}

using Cells = std::vector<const Cell*>;

/// The value of each example, in order of rows: the mean over the cells that it has.
std::vector<double> valuesOf(const Cells& cells, std::string_view metric) {
    std::map<std::size_t, std::pair<double, double>> sums;
    for (const Cell* cell : cells) {
        if (const auto value = cell->metric(metric); value && counts(*cell, metric)) {
            sums[cell->row].first += *value;
            sums[cell->row].second += 1;
        }
    }
    std::vector<double> values;
    for (const auto& [row, sum] : sums) {
        values.push_back(sum.first / sum.second);
    }
    return values;
}

/// One seed for each row of the table, so that rows do not depend on each other.
std::uint64_t seedOf(const SummaryRow& row) {
    return hashText(row.metric + "/" + row.chain + "/" + Json(row.severity).dump() + "/" +
                    row.seed);
}

void append(std::vector<SummaryRow>& rows, SummaryRow head, const Cells& cells,
            const std::set<std::string>& metrics, std::size_t resamples) {
    for (const Cell* cell : cells) {
        head.unchanged += cell->effect == CellEffect::Unchanged ? 1 : 0;
        head.unsafe += cell->rule == perturb::LabelRule::Unsafe ? 1 : 0;
    }
    for (const std::string& metric : metrics) {
        head.metric = metric;
        const std::vector<double> values = valuesOf(cells, metric);
        if (!values.empty()) {
            head.band = analysis::bootstrapMean(values, resamples, seedOf(head));
            rows.push_back(head);
        }
    }
}

Cells chosen(const std::vector<Cell>& cells, const std::string& chain, double severity,
             std::optional<std::uint64_t> seed) {
    Cells result;
    for (const Cell& cell : cells) {
        if (cell.place.chain == chain && cell.place.severity == severity &&
            (!seed || cell.place.seed == *seed)) {
            result.push_back(&cell);
        }
    }
    std::ranges::sort(result, [](const Cell* a, const Cell* b) {
        return std::pair(a->row, a->place.seed) < std::pair(b->row, b->place.seed);
    });
    return result;
}

std::string numberText(double number) {
    return std::isnan(number) ? "" : Json(number).dump();
}

Grid meanHeads(const Cells& cells) {
    std::size_t sites = 0;
    std::size_t heads = 0;
    for (const Cell* cell : cells) {
        sites = std::max(sites, cell->heads.size());
        for (const auto& row : cell->heads) {
            heads = std::max(heads, row.size());
        }
    }
    std::vector<std::pair<double, double>> sums(sites * heads);
    for (const Cell* cell : cells) {
        for (std::size_t site = 0; counts(*cell, "attention_shift") && site < cell->heads.size();
             ++site) {
            for (std::size_t head = 0; head < cell->heads[site].size(); ++head) {
                const double value = cell->heads[site][head];
                if (!std::isnan(value)) {
                    sums[site * heads + head].first += value;
                    sums[site * heads + head].second += 1;
                }
            }
        }
    }
    Grid grid(sites, heads, std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (sums[i].second > 0) {
            grid.values()[i] = static_cast<float>(sums[i].first / sums[i].second);
        }
    }
    return grid;
}

} // namespace

std::vector<SummaryRow> summarised(const std::vector<Cell>& cells, const SweepRecipe& recipe) {
    std::set<std::string> metrics;
    for (const Cell& cell : cells) {
        for (const auto& [name, value] : cell.metrics) {
            metrics.insert(name);
        }
    }
    std::vector<SummaryRow> rows;
    const auto add = [&](const std::string& chain, double severity,
                         std::optional<std::uint64_t> seed) {
        append(rows,
               {.chain = chain,
                .severity = severity,
                .seed = seed ? std::to_string(*seed) : "all"},
               chosen(cells, chain, severity, seed), metrics, recipe.bootstrap);
    };
    add(CellPlace().chain, 0, std::nullopt);
    for (const perturb::Chain& chain : recipe.chains) {
        for (const double severity : recipe.severities) {
            for (const std::uint64_t seed : recipe.seeds) {
                add(chain.name, severity, seed);
            }
            add(chain.name, severity, std::nullopt);
        }
    }
    return rows;
}

std::string csvOf(const std::vector<SummaryRow>& rows) {
    std::string csv = "metric,chain,severity,seed,value,low,high,n,unchanged,unsafe\n";
    for (const SummaryRow& row : rows) {
        csv += row.metric + "," + row.chain + "," + numberText(row.severity) + "," + row.seed +
               "," + numberText(row.band.value) + "," + numberText(row.band.low) + "," +
               numberText(row.band.high) + "," + std::to_string(row.band.count) + "," +
               std::to_string(row.unchanged) + "," + std::to_string(row.unsafe) + "\n";
    }
    return csv;
}

std::vector<HeadMap> headMaps(const std::vector<Cell>& cells, const SweepRecipe& recipe) {
    std::vector<HeadMap> maps;
    for (const perturb::Chain& chain : recipe.chains) {
        for (const double severity : recipe.severities) {
            Grid shifts = meanHeads(chosen(cells, chain.name, severity, std::nullopt));
            if (!shifts.empty()) {
                maps.push_back({chain.name, severity, std::move(shifts)});
            }
        }
    }
    return maps;
}

} // namespace vitrine::study
