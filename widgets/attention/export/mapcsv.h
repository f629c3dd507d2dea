#pragma once

#include "core/base/outcome.h"
#include "core/base/tick.h"
#include "core/study/picture.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::widgets {

/// Which weights are written: whole maps of heads, or one query's row (one key's column) of them.
struct WeightChoice {
    std::shared_ptr<const engine::Trace> trace;
    std::vector<engine::HeadRef> heads; ///< head may be kMeanHead, written as "mean"
    std::optional<std::size_t> query;   ///< only this row
    std::optional<std::size_t> key;     ///< only this column
};

/// How many records that makes.
[[nodiscard]] std::size_t recordsOf(const WeightChoice& choice);

inline constexpr std::size_t kMostRecords = 20'000'000;

/// `site,head,query_index,query,key_index,key,value` (specs: attention, section 13): RFC 4180,
/// UTF-8, fp32 recomputed from Q and K, shortest decimals that read back equal. Masked cells are 0.
/// More than kMostRecords is a Problem that says how many it would be.
[[nodiscard]] Outcome<std::string> weightsCsv(const WeightChoice& choice, const Tick& tick);

/// `site,head,statistic,value` of every head.
[[nodiscard]] std::string statisticsCsv(const study::TracePicture& picture);

} // namespace vitrine::widgets
