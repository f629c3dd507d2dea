#include "core/analysis/rowstatistics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vitrine::analysis {

namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

double normalisedEntropy(const StatisticRow& row) {
    if (row.visible() < 2) {
        return kUndefined;
    }
    return row.entropy() / row.context().logOf(row.visible());
}

double coherence(const StatisticRow& row) {
    return 1.0 - normalisedEntropy(row);
}

double effectiveKeys(const StatisticRow& row) {
    return std::exp(row.entropy());
}

double largestWeight(const StatisticRow& row) {
    return row.largest();
}

double sinkMass(const StatisticRow& row) {
    return row.context().specials().empty() ? kUndefined : row.sinkMass();
}

double distance(const StatisticRow& row) {
    return row.context().sameAxis() ? row.distance() : kUndefined;
}

double previousToken(const StatisticRow& row) {
    return row.context().sameAxis() && row.query() > 0 ? row.weight(row.query() - 1) : kUndefined;
}

double selfToken(const StatisticRow& row) {
    return row.context().sameAxis() ? row.weight(row.query()) : kUndefined;
}

double nextToken(const StatisticRow& row) {
    return row.context().sameAxis() ? row.weight(row.query() + 1) : kUndefined;
}

double firstToken(const StatisticRow& row) {
    return row.weight(0);
}

/// Σ over the other occurrences j of the query's token of the weight on j + shift.
double onOtherOccurrences(const StatisticRow& row, std::size_t shift) {
    double sum = kUndefined;
    for (const std::size_t key : row.context().equalTokens(row.query())) {
        const double weight = key != row.query() ? row.weight(key + shift) : kUndefined;
        if (!std::isnan(weight)) {
            sum = (std::isnan(sum) ? 0.0 : sum) + weight;
        }
    }
    return sum;
}

double induction(const StatisticRow& row) {
    return onOtherOccurrences(row, 1);
}

double duplicateToken(const StatisticRow& row) {
    return onOtherOccurrences(row, 0);
}

constexpr std::array<Statistic, 12> kStatistics{{
    {"entropy", "Entropy",
     "How widely attention is spread: 0 when every query looks at one key alone, 1 when at all "
     "visible keys alike. Queries that see a single key are left out.",
     true, true, true, normalisedEntropy},
    {"coherence", "Coherence",
     "How focused attention is: 1 minus the entropy. 1 when every query looks at one key alone.",
     true, true, true, coherence},
    {"effective-keys", "Effective keys",
     "How many keys a query looks at, as if it looked at each of them alike.", false, false, true,
     effectiveKeys},
    {"max-weight", "Largest weight", "The largest weight in a query's row, on average.", true, true,
     true, largestWeight},
    {"sink-mass", "Sink mass",
     "The share of attention that goes to special tokens such as [CLS] and [SEP], where heads "
     "often put what they do not need.",
     true, true, false, sinkMass},
    {"distance", "Distance",
     "How many tokens lie between a query and what it looks at, weighted by attention.", false,
     false, true, distance},
    {"previous-token", "Previous token", "The share of attention that goes to the token before.",
     true, true, true, previousToken},
    {"self", "Self", "The share of attention that a token gives to itself.", true, true, true,
     selfToken},
    {"next-token", "Next token", "The share of attention that goes to the token after.", true, true,
     true, nextToken},
    {"first-token", "First token", "The share of attention that goes to the first token.", true,
     true, true, firstToken},
    {"induction", "Induction",
     "The share of attention that goes to the token after another occurrence of the same token: "
     "what followed it there.",
     true, true, true, induction},
    {"duplicate-token", "Duplicate token",
     "The share of attention that goes to other occurrences of the same token.", true, true, true,
     duplicateToken},
}};

std::vector<StatisticColumn> makeColumns() {
    std::vector<StatisticColumn> columns;
    for (const Statistic& statistic : kStatistics) {
        columns.push_back({&statistic, Sinks::Kept, std::string(statistic.id)});
    }
    for (const Statistic& statistic : kStatistics) {
        if (statistic.withoutSinks) {
            columns.push_back(
                {&statistic, Sinks::Removed, std::string(statistic.id) + "-without-sinks"});
        }
    }
    return columns;
}

} // namespace

std::span<const Statistic> statistics() {
    return kStatistics;
}

const std::vector<StatisticColumn>& statisticColumns() {
    static const std::vector<StatisticColumn> columns = makeColumns();
    return columns;
}

std::size_t statisticIndex(std::string_view id) {
    const auto& columns = statisticColumns();
    const auto found = std::ranges::find(columns, id, &StatisticColumn::id);
    return found == columns.end() ? static_cast<std::size_t>(-1)
                                  : static_cast<std::size_t>(found - columns.begin());
}

} // namespace vitrine::analysis
