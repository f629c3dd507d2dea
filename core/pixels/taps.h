#pragma once

#include "core/pixels/resample.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::pixels {

/// Binary places of a weight: 32 less the 8 of a byte and 2 for negative lobes, as in Pillow.
inline constexpr int kWeightBits = 22;

/// For each place of one side of the result: where its window of the source begins, how many source
/// places it holds, and their weights in units of 2^−22.
class Taps {
public:
    /// Precondition: both lengths ≥ 1, filter not Nearest.
    Taps(std::size_t sourceLength, std::size_t resultLength, Filter filter);

    [[nodiscard]] std::size_t places() const { return begins_.size(); }
    [[nodiscard]] std::size_t stride() const { return stride_; } ///< largest window
    [[nodiscard]] std::size_t begin(std::size_t place) const { return begins_[place]; }
    [[nodiscard]] std::size_t count(std::size_t place) const { return counts_[place]; }

    [[nodiscard]] std::span<const std::int32_t> weights(std::size_t place) const {
        return {weights_.data() + place * stride_, counts_[place]};
    }

private:
    std::size_t stride_ = 0;
    std::vector<std::size_t> begins_;
    std::vector<std::size_t> counts_;
    std::vector<std::int32_t> weights_;
};

} // namespace vitrine::pixels
