#include "core/study/compare.h"

#include "core/analysis/divergence.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace vitrine::study {

namespace {

const engine::Trace& traceOf(const std::shared_ptr<const TracePicture>& picture) {
    return *picture->trace;
}

/// The one axis of a self-attention site, or none.
std::optional<int> axisOf(const engine::Site& site) {
    const bool self = site.kind == engine::SiteKind::Self && site.queryAxis == site.keyAxis;
    return self ? std::optional(site.queryAxis) : std::nullopt;
}

/// Sites of one name over the axes that the first such pair has.
std::vector<SitePair> pairSites(const engine::Trace& a, const engine::Trace& b) {
    std::vector<SitePair> pairs;
    std::optional<std::pair<int, int>> axes;
    const auto sitesA = a.sites();
    const auto sitesB = b.sites();
    for (std::size_t i = 0; i < sitesA.size(); ++i) {
        const auto found = std::ranges::find(sitesB, sitesA[i].name, &engine::Site::name);
        if (found == sitesB.end() || !axisOf(sitesA[i]) || !axisOf(*found)) {
            continue;
        }
        const std::pair own{*axisOf(sitesA[i]), *axisOf(*found)};
        if (!axes) {
            axes = own;
        }
        const int heads = std::min(sitesA[i].heads, found->heads);
        if (*axes == own && heads > 0) {
            pairs.push_back({.siteA = static_cast<int>(i),
                             .siteB = static_cast<int>(found - sitesB.begin()),
                             .heads = heads});
        }
    }
    return pairs;
}

analysis::Grouping ungathered(const Axis& axis) {
    analysis::Grouping grouping{.groupOf = std::vector<std::size_t>(axis.size()), .groups = axis};
    std::iota(grouping.groupOf.begin(), grouping.groupOf.end(), std::size_t{0});
    return grouping;
}

analysis::Grouping gather(const TracePicture& picture, int site, CompareBy by) {
    const engine::Trace& trace = *picture.trace;
    const auto axis = trace.sites()[static_cast<std::size_t>(site)].queryAxis;
    const Axis& tokens = trace.axes()[static_cast<std::size_t>(axis)];
    switch (by) {
    case CompareBy::Word: return analysis::groupByWord(tokens, trace.sample());
    case CompareBy::Blank: return analysis::groupByBlanks(tokens, trace.sample());
    case CompareBy::Token: break;
    }
    return ungathered(tokens);
}

Outcome<Grid> mapOf(const engine::Trace& trace, int site, int head,
                    const analysis::Grouping& grouping, const Tick& tick) {
    const std::size_t tokens = grouping.groupOf.size();
    auto map = head < 0 ? trace.headMean(site, tick)
                        : trace.map({site, head}, {0, tokens}, {0, tokens}, tick);
    if (!map) {
        return map;
    }
    return analysis::regroup(*map, grouping, grouping);
}

Grid negated(Grid grid) {
    std::ranges::transform(grid.values(), grid.values().begin(), std::negate<float>());
    return grid;
}

} // namespace

CompareBy Comparison::customary(const TracePicture& a, const TracePicture& b) {
    const bool sameModel = a.model.folder == b.model.folder && a.model.name == b.model.name;
    return sameModel ? CompareBy::Word : CompareBy::Blank;
}

Outcome<Comparison> Comparison::of(std::shared_ptr<const TracePicture> a,
                                   std::shared_ptr<const TracePicture> b, CompareBy by) {
    if (!a || !b) {
        return Problem{"There is nothing to compare with", "", "Choose a second text or model"};
    }
    Comparison comparison;
    comparison.sites_ = pairSites(*a->trace, *b->trace);
    if (comparison.sites_.empty()) {
        return Problem{"The two models have no attention layer in common",
                       a->model.name + " and " + b->model.name, "Choose two models of one kind"};
    }
    comparison.by_ = by;
    comparison.groupingA_ = gather(*a, comparison.sites_.front().siteA, by);
    comparison.groupingB_ = gather(*b, comparison.sites_.front().siteB, by);
    comparison.alignment_ =
        analysis::alignTokens(comparison.groupingA_.groups, a->trace->sample(),
                              comparison.groupingB_.groups, b->trace->sample());
    comparison.a_ = std::move(a);
    comparison.b_ = std::move(b);
    return comparison;
}

std::size_t Comparison::unmatched() const {
    const auto without = [](const std::vector<std::size_t>& partners) {
        return static_cast<std::size_t>(std::ranges::count(partners, analysis::Alignment::kNone));
    };
    return without(alignment_.toB) + without(alignment_.toA);
}

std::optional<SitePair> Comparison::pairOf(const std::string& siteOfA) const {
    const auto found = std::ranges::find_if(sites_, [&](const SitePair& pair) {
        return traceOf(a_).sites()[static_cast<std::size_t>(pair.siteA)].name == siteOfA;
    });
    return found == sites_.end() ? std::nullopt : std::optional(*found);
}

Outcome<ComparedHead> compareHead(const Comparison& comparison, const SitePair& sites, int head,
                                  const Tick& tick) {
    auto a = mapOf(traceOf(comparison.a()), sites.siteA, head, comparison.groupingA(), tick);
    if (!a) {
        return a.as<ComparedHead>();
    }
    auto b = mapOf(traceOf(comparison.b()), sites.siteB, head, comparison.groupingB(), tick);
    if (!b) {
        return b.as<ComparedHead>();
    }
    const analysis::Alignment& alignment = comparison.alignment();
    ComparedHead compared;
    compared.difference = negated(analysis::difference(*a, *b, alignment, alignment));
    compared.shift = analysis::relativeToLargest(
        analysis::alignedDivergence(*a, *b, alignment, alignment));
    compared.a = *std::move(a);
    compared.b = *std::move(b);
    return compared;
}

Outcome<HeadShifts> headShifts(const Comparison& comparison, const Tick& tick) {
    int most = 0;
    std::int64_t total = 0;
    for (const SitePair& pair : comparison.sites()) {
        most = std::max(most, pair.heads);
        total += pair.heads;
    }
    HeadShifts result;
    result.shifts = Grid(comparison.sites().size(), static_cast<std::size_t>(most),
                         std::numeric_limits<float>::quiet_NaN());
    double sum = 0;
    std::int64_t count = 0;
    std::int64_t done = 0;
    for (std::size_t pair = 0; pair < comparison.sites().size(); ++pair) {
        for (int head = 0; head < comparison.sites()[pair].heads; ++head) {
            const auto compared = compareHead(comparison, comparison.sites()[pair], head, tick);
            if (!compared) {
                return compared.as<HeadShifts>();
            }
            result.shifts.at(pair, static_cast<std::size_t>(head)) =
                static_cast<float>(compared->shift);
            if (!std::isnan(compared->shift)) {
                sum += compared->shift;
                ++count;
            }
            if (!tick.update(++done, total)) {
                return Cancelled{};
            }
        }
    }
    result.mean = count > 0 ? sum / static_cast<double>(count)
                            : std::numeric_limits<double>::quiet_NaN();
    return result;
}

std::vector<ShiftedHead> mostShifted(const HeadShifts& shifts, std::size_t most) {
    std::vector<ShiftedHead> heads;
    for (std::size_t pair = 0; pair < shifts.shifts.rows(); ++pair) {
        for (std::size_t head = 0; head < shifts.shifts.columns(); ++head) {
            const auto shift = static_cast<double>(shifts.shifts.at(pair, head));
            if (!std::isnan(shift)) {
                heads.push_back({.pair = pair, .head = static_cast<int>(head), .shift = shift});
            }
        }
    }
    std::ranges::stable_sort(heads, std::ranges::greater(), &ShiftedHead::shift);
    heads.resize(std::min(heads.size(), most));
    return heads;
}

std::optional<double> embeddingCosine(const TracePicture& a, const TracePicture& b) {
    const auto embedding = [](const TracePicture& picture) -> const std::vector<float>* {
        for (const engine::Prediction& prediction : picture.trace->predictions()) {
            if (prediction.task == "embed" && !prediction.vector.empty()) {
                return &prediction.vector;
            }
        }
        return nullptr;
    };
    const std::vector<float>* first = embedding(a);
    const std::vector<float>* second = embedding(b);
    if (first == nullptr || second == nullptr || first->size() != second->size()) {
        return std::nullopt;
    }
    const auto dot = [](const std::vector<float>& x, const std::vector<float>& y) {
        return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
    };
    const double lengths = std::sqrt(dot(*first, *first) * dot(*second, *second));
    return lengths > 0 ? std::optional(dot(*first, *second) / lengths) : std::nullopt;
}

} // namespace vitrine::study
