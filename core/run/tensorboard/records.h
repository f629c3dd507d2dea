#pragma once

#include "core/run/events/event.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::run {

/// Counts of a histogram: `counts[i]` values lie above edges[i] up to edges[i + 1].
struct Histogram {
    std::vector<double> edges;  ///< ascending, one more than counts
    std::vector<double> counts;
    double least = 0;
    double most = 0;
    double sum = 0;
    double sumOfSquares = 0;
};

/// The masked CRC-32C of TensorBoard's records: ((c ≫ 15) | (c ≪ 17)) + A282EAD8.
[[nodiscard]] std::uint32_t maskedCrc(std::string_view bytes);

/// A record around a payload: length, its checksum, payload, its checksum, little endian.
[[nodiscard]] std::string recordOf(std::string_view payload);

/// Payloads, in protocol buffer encoding (training.md 15). Wall time in seconds since 1970.
[[nodiscard]] std::string versionEvent(double wall);
[[nodiscard]] std::string scalarEvent(double wall, std::int64_t step,
                                      std::span<const Scalar> values);
[[nodiscard]] std::string textEvent(double wall, std::int64_t step, std::string_view tag,
                                    std::string_view text);
[[nodiscard]] std::string histogramEvent(double wall, std::int64_t step, std::string_view tag,
                                         const Histogram& histogram);

} // namespace vitrine::run
