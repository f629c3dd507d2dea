#include "core/neural/explain/reading/rollout.h"

#include "core/neural/explain/findings.h"

#include <algorithm>
#include <numeric>

namespace vitrine::neural {

namespace {

// What each entry passes on, half of it; what a row without attention has stays where it is.
struct Passed {
    std::vector<float> to;
    std::vector<float> kept;
};

Passed passedOn(const std::vector<float>& row, const Grid& map) {
    Passed passed{.to = std::vector<float>(map.columns()), .kept = row};
    for (std::size_t query = 0; query < map.rows(); ++query) {
        const auto weights = map.row(query);
        // A token that takes no part in a site: the class token in attention over time.
        if (row[query] == 0 ||
            std::ranges::all_of(weights, [](float weight) { return weight == 0; })) {
            continue;
        }
        const float half = row[query] / 2;
        passed.kept[query] = half;
        for (std::size_t key = 0; key < weights.size(); ++key) {
            passed.to[key] += half * weights[key];
        }
    }
    return passed;
}

} // namespace

Outcome<std::vector<std::vector<float>>> rolloutRows(const engine::Trace& trace,
                                                     const engine::Site& from, std::size_t query,
                                                     int startLayer, const Tick& tick) {
    std::vector<std::vector<float>> rows;
    for (const Axis& each : trace.axes()) {
        rows.emplace_back(each.size());
    }
    rows.at(static_cast<std::size_t>(from.queryAxis)).at(query) = 1;
    const auto sites = trace.sites();
    for (std::size_t place = sites.size(); place-- > 0;) {
        const engine::Site& site = sites[place];
        const bool stranger = site.queryAxis == from.queryAxis && site.tower != from.tower;
        if (site.layer < startLayer || stranger) {
            continue;
        }
        if (!tick.update(static_cast<std::int64_t>(sites.size() - place),
                         static_cast<std::int64_t>(sites.size()))) {
            return Cancelled{};
        }
        const auto map = trace.headMean(static_cast<int>(place), tick.quiet());
        if (!map) {
            return map.as<std::vector<std::vector<float>>>();
        }
        std::vector<float>& asks = rows[static_cast<std::size_t>(site.queryAxis)];
        Passed passed = passedOn(asks, *map);
        asks = std::move(passed.kept);
        std::vector<float>& seen = rows[static_cast<std::size_t>(site.keyAxis)];
        std::ranges::transform(seen, passed.to, seen.begin(), std::plus());
    }
    return rows;
}

Outcome<engine::Finding> rolloutOf(const Question& question) {
    const auto index = siteFor(question);
    if (!index) {
        return index.as<engine::Finding>();
    }
    const engine::Site& site = question.sites()[*index];
    if (auto fits = queryFits(question, site); !fits) {
        return fits.as<engine::Finding>();
    }
    const std::size_t query = queryFor(question, site);
    const auto rows =
        rolloutRows(question.trace, site, query, question.request.startLayer, question.tick);
    if (!rows) {
        return rows.as<engine::Finding>();
    }
    engine::Finding finding;
    finding.settings = {{"query", std::to_string(query)},
                        {"start layer", std::to_string(question.request.startLayer)}};
    for (std::size_t axis = 0; axis < rows->size(); ++axis) {
        const auto& row = (*rows)[axis];
        if (std::accumulate(row.begin(), row.end(), 0.0F) > 0) {
            finding.scores.push_back(
                {.name = "rollout", .axis = static_cast<int>(axis), .values = row});
        }
    }
    return finding;
}

Outcome<engine::Finding> attentionRowOf(const Question& question) {
    const auto index = siteFor(question);
    if (!index) {
        return index.as<engine::Finding>();
    }
    const engine::Site& site = question.sites()[*index];
    if (auto fits = queryFits(question, site); !fits) {
        return fits.as<engine::Finding>();
    }
    const std::size_t query = queryFor(question, site);
    std::vector<float> mean(question.lengthOf(site.keyAxis));
    for (int head = 0; head < site.heads; ++head) {
        const std::vector<float> row =
            question.trace.row({.site = static_cast<int>(*index), .head = head}, query);
        for (std::size_t key = 0; key < mean.size(); ++key) {
            mean[key] += row[key] / static_cast<float>(site.heads);
        }
    }
    engine::Finding finding;
    finding.settings = {{"site", site.name}, {"query", std::to_string(query)}};
    finding.scores.push_back(
        {.name = "attention", .axis = site.keyAxis, .values = std::move(mean)});
    return finding;
}

} // namespace vitrine::neural
