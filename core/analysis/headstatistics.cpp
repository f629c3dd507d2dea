#include "core/analysis/headstatistics.h"

#include "core/analysis/rowpass.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

namespace vitrine::analysis {

namespace {

/// How many keys the row may see, special ones counted or not.
std::size_t seenKeys(const RowContext& context, const RowView& view, Sinks sinks) {
    const bool kept = sinks == Sinks::Kept;
    if (view.visible.empty()) {
        return kept ? context.visibleKeys(view.end) : context.ordinaryKeys(view.end);
    }
    std::size_t count = 0;
    for (std::size_t key = 0; key < view.end; ++key) {
        const bool counted = !context.padKey(key) && (kept || !context.specialKey(key));
        count += counted && view.visible[key] != 0 ? 1 : 0;
    }
    return count;
}

} // namespace

/// Runs the one pass over a row and fills what its statistics share.
class RowReader {
public:
    RowReader(const RowContext& context, const RowView& view)
        : context_(context)
        , view_(view) {
        for (const KeyRun& run : context.runs()) {
            if (run.begin >= view.end) {
                break;
            }
            addKeys(ordinary_, view.weights, view.scores, view.logSumExp, view.query, run.begin,
                    std::min(run.end, view.end));
        }
        for (const std::size_t key : context.specials()) {
            if (key >= view.end) {
                break;
            }
            addKeys(special_, view.weights, view.scores, view.logSumExp, view.query, key, key + 1);
        }
    }

    [[nodiscard]] StatisticRow withSinks() const {
        StatisticRow row(context_, view_, Sinks::Kept);
        row.visible_ = seenKeys(context_, view_, Sinks::Kept);
        row.entropy_ = std::max(0.0, -(ordinary_.weightedLog + special_.weightedLog));
        row.distance_ = ordinary_.distance + special_.distance;
        row.largest_ = static_cast<double>(std::max(ordinary_.largest, special_.largest));
        row.sinkMass_ = special_.mass;
        return row;
    }

    /// With B = A ÷ m over the keys that stay, −Σ B ln B = ln m − Σ A ln A ÷ m. The sums leave the
    /// special keys out from the start, so that nothing is lost where they hold nearly all mass.
    [[nodiscard]] StatisticRow withoutSinks() const {
        StatisticRow row(context_, view_, Sinks::Removed);
        row.visible_ = ordinary_.mass > 0 ? seenKeys(context_, view_, Sinks::Removed) : 0;
        row.sinkMass_ = special_.mass;
        if (row.visible_ == 0) {
            return row;
        }
        row.scale_ = 1.0 / ordinary_.mass;
        row.entropy_ =
            std::max(0.0, std::log(ordinary_.mass) - ordinary_.weightedLog * row.scale_);
        row.distance_ = ordinary_.distance * row.scale_;
        row.largest_ = static_cast<double>(ordinary_.largest) * row.scale_;
        return row;
    }

private:
    const RowContext& context_;
    const RowView& view_;
    RowSums ordinary_;
    RowSums special_;
};

namespace {

void requireFit(const RowContext& context, const RowView& row) {
    const bool scores = row.scores.empty() || row.scores.size() == context.keys();
    const bool visible = row.visible.empty() || row.visible.size() == context.keys();
    if (row.weights.size() != context.keys() || !scores || !visible || row.end > context.keys() ||
        row.query >= context.queries()) {
        throw std::invalid_argument(
            "statistics: a row of " + std::to_string(row.weights.size()) + " weights and " +
            std::to_string(row.scores.size()) + " scores, query " + std::to_string(row.query) +
            ", does not fit " + std::to_string(context.queries()) + " queries and " +
            std::to_string(context.keys()) + " keys");
    }
}

/// Whether the row is one of those that are counted at all.
bool counts(const RowContext& context, const RowView& view) {
    requireFit(context, view);
    return !context.padQuery(view.query) && seenKeys(context, view, Sinks::Kept) > 0;
}

} // namespace

HeadStatistics::HeadStatistics(std::shared_ptr<const RowContext> context)
    : context_(std::move(context))
    , withSinks_(statistics().size())
    , withoutSinks_(statistics().size()) {}

void HeadStatistics::add(const RowView& view) {
    if (!counts(*context_, view)) {
        return;
    }
    const RowReader reader(*context_, view);
    take(withSinks_, reader.withSinks());
    // Without special tokens both ways are one; means() reads the first.
    if (!context_->specials().empty() && !context_->specialQuery(view.query)) {
        if (const StatisticRow row = reader.withoutSinks(); row.visible() > 0) {
            take(withoutSinks_, row);
        }
    }
}

void HeadStatistics::take(std::vector<Mean>& means, const StatisticRow& row) {
    const std::span<const Statistic> table = statistics();
    for (std::size_t index = 0; index < table.size(); ++index) {
        const double value = table[index].value(row);
        if (!std::isnan(value)) {
            means[index].sum += value;
            ++means[index].count;
        }
    }
}

void HeadStatistics::merge(const HeadStatistics& other) {
    const auto join = [](std::vector<Mean>& to, const std::vector<Mean>& from) {
        for (std::size_t index = 0; index < to.size(); ++index) {
            to[index].sum += from[index].sum;
            to[index].count += from[index].count;
        }
    };
    join(withSinks_, other.withSinks_);
    join(withoutSinks_, other.withoutSinks_);
}

std::vector<float> HeadStatistics::means() const {
    std::vector<float> values;
    for (const StatisticColumn& column : statisticColumns()) {
        const bool removed = column.sinks == Sinks::Removed && !context_->specials().empty();
        const auto index = static_cast<std::size_t>(column.statistic - statistics().data());
        const Mean& mean = (removed ? withoutSinks_ : withSinks_)[index];
        values.push_back(mean.count > 0
                             ? static_cast<float>(mean.sum / static_cast<double>(mean.count))
                             : std::numeric_limits<float>::quiet_NaN());
    }
    return values;
}

std::vector<double> rowStatistics(const RowContext& context, const RowView& view) {
    const std::vector<StatisticColumn>& columns = statisticColumns();
    std::vector<double> values(columns.size(), std::numeric_limits<double>::quiet_NaN());
    if (!counts(context, view)) {
        return values;
    }
    const RowReader reader(context, view);
    const StatisticRow kept = reader.withSinks();
    const StatisticRow removed = reader.withoutSinks();
    const bool defined = !context.specialQuery(view.query) && removed.visible() > 0;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        if (columns[index].sinks == Sinks::Kept) {
            values[index] = columns[index].statistic->value(kept);
        } else if (defined) {
            values[index] = columns[index].statistic->value(removed);
        }
    }
    return values;
}

} // namespace vitrine::analysis
