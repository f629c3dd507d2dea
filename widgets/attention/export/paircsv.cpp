#include "widgets/attention/export/paircsv.h"

#include "widgets/attention/state/selection.h"
#include "widgets/foundation/figure/csv.h"

#include <cstdint>

namespace vitrine::widgets {

namespace {

const std::string& siteName(const study::Comparison& comparison, const study::SitePair& sites) {
    return comparison.a()->trace->sites()[static_cast<std::size_t>(sites.siteA)].name;
}

} // namespace

std::string pairCsv(const study::Comparison& comparison, const study::SitePair& sites, int head,
                    const study::ComparedHead& compared, PairSide side) {
    const Axis& words = side == PairSide::B ? comparison.groupsB() : comparison.groupsA();
    const Grid& grid = side == PairSide::A   ? compared.a
                       : side == PairSide::B ? compared.b
                                             : compared.difference;
    const std::string number = head == kMeanHead ? "mean" : std::to_string(head);
    CsvWriter csv({"site", "head", "query_index", "query", "key_index", "key", "value"});
    for (std::size_t query = 0; query < grid.rows(); ++query) {
        for (std::size_t key = 0; key < grid.columns(); ++key) {
            csv.add({std::string_view(siteName(comparison, sites)), std::string_view(number),
                     static_cast<std::int64_t>(query), std::string_view(words.tokens[query].label),
                     static_cast<std::int64_t>(key), std::string_view(words.tokens[key].label),
                     grid.at(query, key)});
        }
    }
    return std::move(csv).take();
}

std::string shiftCsv(const study::Comparison& comparison, const study::HeadShifts& shifts) {
    CsvWriter csv({"site", "head", "shift"});
    for (std::size_t pair = 0; pair < shifts.shifts.rows(); ++pair) {
        for (int head = 0; head < comparison.sites()[pair].heads; ++head) {
            csv.add({std::string_view(siteName(comparison, comparison.sites()[pair])),
                     static_cast<std::int64_t>(head),
                     shifts.shifts.at(pair, static_cast<std::size_t>(head))});
        }
    }
    return std::move(csv).take();
}

} // namespace vitrine::widgets
