#include "widgets/attention/export/mapcsv.h"

#include "widgets/attention/state/numbers.h"
#include "widgets/attention/state/selection.h"
#include "widgets/foundation/figure/csv.h"

#include <cstdint>

namespace vitrine::widgets {

namespace {

const engine::Site& siteOf(const WeightChoice& choice, engine::HeadRef head) {
    return choice.trace->sites()[static_cast<std::size_t>(head.site)];
}

const Axis& axisOf(const WeightChoice& choice, int axis) {
    return choice.trace->axes()[static_cast<std::size_t>(axis)];
}

std::string headText(int head) {
    return head == kMeanHead ? "mean" : std::to_string(head);
}

void addRow(CsvWriter& csv, const WeightChoice& choice, engine::HeadRef head, std::size_t query) {
    const engine::Site& site = siteOf(choice, head);
    const Axis& queries = axisOf(choice, site.queryAxis);
    const Axis& keys = axisOf(choice, site.keyAxis);
    const std::string name = headText(head.head);
    const std::vector<float> row = rowOf(*choice.trace, head, query);
    const std::size_t begin = choice.key.value_or(0);
    const std::size_t end = choice.key ? *choice.key + 1 : row.size();
    for (std::size_t key = begin; key < end; ++key) {
        csv.add({std::string_view(site.name), std::string_view(name),
                 static_cast<std::int64_t>(query), std::string_view(queries.tokens[query].label),
                 static_cast<std::int64_t>(key), std::string_view(keys.tokens[key].label),
                 row[key]});
    }
}

} // namespace

std::size_t recordsOf(const WeightChoice& choice) {
    std::size_t records = 0;
    for (const engine::HeadRef head : choice.heads) {
        const engine::Site& site = siteOf(choice, head);
        records += (choice.query ? 1 : axisOf(choice, site.queryAxis).size())
                   * (choice.key ? 1 : axisOf(choice, site.keyAxis).size());
    }
    return records;
}

Outcome<std::string> weightsCsv(const WeightChoice& choice, const Tick& tick) {
    const std::size_t total = recordsOf(choice);
    if (total > kMostRecords) {
        return Problem{"The table would be too large", std::to_string(total) + " numbers",
                       "Choose one head or one row"};
    }
    CsvWriter csv({"site", "head", "query_index", "query", "key_index", "key", "value"});
    std::int64_t done = 0;
    for (const engine::HeadRef head : choice.heads) {
        const std::size_t queries = axisOf(choice, siteOf(choice, head).queryAxis).size();
        const std::size_t begin = choice.query.value_or(0);
        const std::size_t end = choice.query ? *choice.query + 1 : queries;
        for (std::size_t query = begin; query < end; ++query) {
            addRow(csv, choice, head, query);
            if (!tick.update(++done, static_cast<std::int64_t>(choice.heads.size() * queries))) {
                return Cancelled{};
            }
        }
    }
    return std::move(csv).take();
}

std::string statisticsCsv(const study::TracePicture& picture) {
    CsvWriter csv({"site", "head", "statistic", "value"});
    const auto sites = picture.trace->sites();
    for (std::size_t site = 0; site < picture.overviews.size(); ++site) {
        const engine::SiteOverview& overview = picture.overviews[site];
        for (int head = kMeanHead; head < static_cast<int>(overview.heads.size()); ++head) {
            const std::string name = headText(head);
            for (const std::string& statistic : overview.statistics) {
                csv.add({std::string_view(sites[site].name), std::string_view(name),
                         std::string_view(statistic),
                         statisticOf(picture, {static_cast<int>(site), head}, statistic)});
            }
        }
    }
    return std::move(csv).take();
}

} // namespace vitrine::widgets
