#pragma once

#include "core/analysis/rowcontext.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::analysis {

/// One row of a head's map as the capture has it at hand.
struct RowView {
    std::span<const float> weights; ///< A[query, ·], 0 where masked; one per key of the axis
    std::span<const float> scores; ///< before softmax, in nats; empty: logarithms are taken instead
    float logSumExp = 0;            ///< of the visible scores; read only where scores are given
    std::size_t query = 0;
    std::size_t end = 0; ///< keys [0, end) may be seen, padding excepted: all; query + 1 if causal
    std::span<const std::uint8_t> visible; ///< 0 = masked by another rule; empty = none is
};

/// How special tokens count, which many heads use as a sink.
enum class Sinks {
    Kept,   ///< as any other token
    Removed ///< as if they were not there: neither query nor key, each row divided by what is left
};

/// What a statistic may ask about one row: its weights as `Sinks` wants them, and what one pass
/// over the row has added up for all statistics together.
class StatisticRow {
public:
    StatisticRow(const RowContext& context, const RowView& view, Sinks sinks)
        : context_(&context)
        , view_(&view)
        , sinks_(sinks) {}

    [[nodiscard]] const RowContext& context() const { return *context_; }
    [[nodiscard]] std::size_t query() const { return view_->query; }

    /// Keys that the query may see and that count.
    [[nodiscard]] std::size_t visible() const { return visible_; }

    /// The weight of one key; NaN for a key that is masked, padding, removed or outside the axis.
    [[nodiscard]] double weight(std::size_t key) const {
        if (key >= view_->end || context_->padKey(key) ||
            (!view_->visible.empty() && view_->visible[key] == 0) ||
            (sinks_ == Sinks::Removed && context_->specialKey(key))) {
            return std::numeric_limits<double>::quiet_NaN();
        }
        return static_cast<double>(view_->weights[key]) * scale_;
    }

    [[nodiscard]] double entropy() const { return entropy_; }   ///< −Σ A ln A in nats
    [[nodiscard]] double distance() const { return distance_; } ///< Σ A · |query − key|
    [[nodiscard]] double largest() const { return largest_; }
    [[nodiscard]] double sinkMass() const { return sinkMass_; } ///< of special keys, never removed

private:
    friend class RowReader;

    const RowContext* context_;
    const RowView* view_;
    Sinks sinks_;
    std::size_t visible_ = 0;
    double scale_ = 1; ///< 1 ÷ what is left of the row's mass
    double entropy_ = 0;
    double distance_ = 0;
    double largest_ = 0;
    double sinkMass_ = 0;
};

/// A statistic of a head: the mean over its unmasked queries of one number per row. A new one is
/// one function and one row in the table; it then appears wherever statistics are listed.
struct Statistic {
    std::string_view id;      ///< "entropy"
    std::string_view label;   ///< "Entropy"
    std::string_view tooltip; ///< in plain words
    bool bounded;     ///< a share between 0 and 1; else 0 and up, without a limit
    bool commonScale; ///< comparable between inputs of any length: one colour scale serves all
    bool withoutSinks; ///< also offered with sinks removed
    double (*value)(const StatisticRow& row); ///< NaN: not defined for this row
};

/// The table, in the order of the menus (specs: attention, section 4).
[[nodiscard]] std::span<const Statistic> statistics();

/// One listed number: a statistic and how it treats sinks.
struct StatisticColumn {
    const Statistic* statistic = nullptr;
    Sinks sinks = Sinks::Kept;
    std::string id; ///< the statistic's own, or with "-without-sinks" behind it
};

/// All of them: every statistic with sinks kept, then those offered without. The order of
/// HeadStatistics::means() and of the engine's overview.
[[nodiscard]] const std::vector<StatisticColumn>& statisticColumns();

/// The index of an id in statisticColumns(), or npos (−1).
[[nodiscard]] std::size_t statisticIndex(std::string_view id);

} // namespace vitrine::analysis
