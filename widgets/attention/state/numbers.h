#pragma once

#include "core/engine/trace.h"
#include "core/study/picture.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace vitrine::widgets {

/// Rows and columns as the views show them: of one head, or for kMeanHead their mean over the heads
/// of the site. Recomputed in fp32 by the Trace; microseconds a head.
[[nodiscard]] std::vector<float> rowOf(const engine::Trace& trace, engine::HeadRef head,
                                       std::size_t query);
[[nodiscard]] std::vector<float> columnOf(const engine::Trace& trace, engine::HeadRef head,
                                          std::size_t key);

/// How many keys the query may see.
[[nodiscard]] std::size_t visibleKeys(const engine::Trace& trace, int site, std::size_t query);

/// One weight among the others of its row (or column).
struct Standing {
    float value = 0;
    std::size_t rank = 0;  ///< 1 = largest; equal values share the better rank
    std::size_t count = 0; ///< of entries that are not masked
    double sum = 0;        ///< of this entry and all larger ones
};

/// `counted` says which entries are not masked; its size is that of the weights.
[[nodiscard]] Standing standingOf(std::span<const float> weights, const std::vector<bool>& counted,
                                  std::size_t index);

/// The keys that a query may see, and the queries that may see a key.
[[nodiscard]] std::vector<bool> visibleInRow(const engine::Trace& trace, int site,
                                             std::size_t query);
[[nodiscard]] std::vector<bool> visibleInColumn(const engine::Trace& trace, int site,
                                                std::size_t key);

/// Indices of the largest weights, largest first, at most `most`.
[[nodiscard]] std::vector<std::size_t> strongest(std::span<const float> weights, std::size_t most);

/// What the all-heads pass said of a head or, for kMeanHead, of the head mean. Throws
/// std::invalid_argument for a head that the picture lacks.
[[nodiscard]] const engine::HeadSummary& summaryOf(const study::TracePicture& picture,
                                                   engine::HeadRef head);

/// A statistic of a head; NaN where the picture does not have it.
[[nodiscard]] float statisticOf(const study::TracePicture& picture, engine::HeadRef head,
                                std::string_view statistic);

} // namespace vitrine::widgets
