// What a comparison offers to be written to files.

#include "widgets/attention/compare/comparepane.h"
#include "widgets/attention/compare/comparestate.h"
#include "widgets/attention/compare/pairmap.h"
#include "widgets/attention/compare/pairrows.h"
#include "widgets/attention/compare/shiftgrid.h"
#include "widgets/attention/export/paircsv.h"
#include "widgets/foundation/figure/figure.h"

namespace vitrine::widgets {

namespace {

using Work = std::function<Outcome<std::string>(const Tick&)>;

Work shiftWork(const CompareState& compare) {
    if (!compare.shifts() || !compare.comparison()) {
        return {};
    }
    return [comparison = compare.comparison(),
            shifts = compare.shifts()](const Tick&) -> Outcome<std::string> {
        return shiftCsv(*comparison, *shifts);
    };
}

Work headWork(const CompareState& compare, PairSide side) {
    const auto sites = compare.sites();
    if (!compare.head() || !sites) {
        return {};
    }
    return [comparison = compare.comparison(), head = compare.head(), sites = *sites,
            number = compare.headNumber(), side](const Tick&) -> Outcome<std::string> {
        return pairCsv(*comparison, sites, number, *head, side);
    };
}

} // namespace

std::vector<Exportable> ComparePane::exportables() const {
    const auto map = [this](const PairMap& view, PairSide side) {
        return Exportable{.name = view.title(),
                          .figure = [&view] { return view.figure(); },
                          .csv = [this, side] { return headWork(compare_, side); }};
    };
    return {map(a(), PairSide::A), map(b(), PairSide::B), map(difference(), PairSide::Difference),
            {.name = tr("Shift per head"),
             .figure = [this] { return shifts_->figure(); },
             .csv = [this] { return shiftWork(compare_); }},
            {.name = rows_->title(), .figure = [this] { return rows_->figure(); }, .csv = {}}};
}

} // namespace vitrine::widgets
