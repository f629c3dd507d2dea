#include "core/study/robustness/readouts.h"

#include "core/analysis/divergence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::study {

namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

using Matched = std::vector<std::pair<std::size_t, std::size_t>>;

struct SiteCouple {
    int clean = 0;
    int perturbed = 0;
    int heads = 0;
};

/// Self-attention sites of one name over the axis that was paired.
std::vector<SiteCouple> couplesOf(const engine::Trace& clean, const engine::Trace& perturbed,
                                  int axis) {
    std::vector<SiteCouple> couples;
    const auto others = perturbed.sites();
    for (std::size_t i = 0; i < clean.sites().size(); ++i) {
        const engine::Site& site = clean.sites()[i];
        const auto found = std::ranges::find(others, site.name, &engine::Site::name);
        if (site.queryAxis == axis && site.keyAxis == axis && found != others.end()) {
            couples.push_back({static_cast<int>(i), static_cast<int>(found - others.begin()),
                               std::min(site.heads, found->heads)});
        }
    }
    return couples;
}

Outcome<Grid> gathered(const engine::Trace& trace, int site, int head,
                       const analysis::Grouping& grouping, const Tick& tick) {
    const std::size_t tokens = grouping.groupOf.size();
    auto map = trace.map({site, head}, {0, tokens}, {0, tokens}, tick);
    return map ? Outcome<Grid>(analysis::regroup(*map, grouping, grouping)) : std::move(map);
}

/// A row over the matched groups, brought to sum 1. Answers the share that was on them; 0 for a row
/// without any.
double overMatched(std::span<const float> row, const Matched& matched,
                   std::size_t std::pair<std::size_t, std::size_t>::*side,
                   std::vector<float>& into) {
    double sum = 0;
    for (std::size_t i = 0; i < matched.size(); ++i) {
        into[i] = row[matched[i].*side];
        sum += static_cast<double>(into[i]);
    }
    for (float& value : into) {
        value = sum > 0 ? static_cast<float>(static_cast<double>(value) / sum) : 0.0F;
    }
    return sum;
}

struct HeadShift {
    double divergence = kUndefined; ///< mean over rows, 0 … 1
    double unmatched = 0;           ///< summed over rows, both sides
    std::size_t rows = 0;
};

HeadShift shiftOf(const Grid& clean, const Grid& perturbed, const Matched& matched) {
    using Pair = std::pair<std::size_t, std::size_t>;
    std::vector<float> p(matched.size());
    std::vector<float> q(matched.size());
    HeadShift shift;
    double sum = 0;
    for (const auto& [a, b] : matched) {
        const double onA = overMatched(clean.row(a), matched, &Pair::first, p);
        const double onB = overMatched(perturbed.row(b), matched, &Pair::second, q);
        if (onA > 0 && onB > 0) {
            sum += analysis::jensenShannon(p, q);
            shift.unmatched += (std::max(0.0, 1 - onA) + std::max(0.0, 1 - onB)) / 2;
            ++shift.rows;
        }
    }
    if (shift.rows > 0) {
        shift.divergence = analysis::relativeToLargest(sum / static_cast<double>(shift.rows));
    }
    return shift;
}

} // namespace

Outcome<AttentionShift> attentionShift(const engine::Trace& clean, const engine::Trace& perturbed,
                                       int axis, const WordPairing& pairing, const Tick& tick) {
    const std::vector<SiteCouple> couples = couplesOf(clean, perturbed, axis);
    if (couples.empty()) {
        return Problem{"The two traces have no attention layer in common", {},
                       "Trace both samples with one model"};
    }
    const int most = std::ranges::max(couples, {}, &SiteCouple::heads).heads;
    AttentionShift result;
    result.shifts = Grid(couples.size(), static_cast<std::size_t>(most),
                         std::numeric_limits<float>::quiet_NaN());
    double sum = 0;
    std::size_t heads = 0;
    double unmatched = 0;
    std::size_t rows = 0;
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(couples.size()) * most;
    for (std::size_t i = 0; i < couples.size(); ++i) {
        result.sites.push_back(clean.sites()[static_cast<std::size_t>(couples[i].clean)].name);
        for (int head = 0; head < couples[i].heads; ++head) {
            const auto a = gathered(clean, couples[i].clean, head, pairing.clean, tick);
            if (!a) {
                return a.as<AttentionShift>();
            }
            const auto b = gathered(perturbed, couples[i].perturbed, head, pairing.perturbed, tick);
            if (!b) {
                return b.as<AttentionShift>();
            }
            const HeadShift shift = shiftOf(*a, *b, pairing.matched);
            result.shifts.at(i, static_cast<std::size_t>(head)) =
                static_cast<float>(shift.divergence);
            unmatched += shift.unmatched;
            rows += shift.rows;
            if (shift.rows > 0) {
                sum += shift.divergence;
                ++heads;
            }
            if (!tick.update(++done, total)) {
                return Cancelled{};
            }
        }
    }
    result.mean = heads > 0 ? sum / static_cast<double>(heads) : kUndefined;
    result.unmatched = rows > 0 ? unmatched / static_cast<double>(rows) : kUndefined;
    return result;
}

} // namespace vitrine::study
