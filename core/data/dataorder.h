#pragma once

#include <cstdint>

namespace vitrine::data {

/// The order in which an epoch visits N samples: a permutation of 0 … N − 1 by a Feistel network of
/// six rounds (Luby, Rackoff 1988) with cycle walking, so that place i is known without the ones
/// before it and nothing need be stored to resume. A pure function of (N, seed, epoch).
class DataOrder {
public:
    /// Throws std::invalid_argument for count < 1.
    DataOrder(std::int64_t count, std::uint64_t seed, std::int64_t epoch);

    /// The sample at place 0 ≤ i < N.
    [[nodiscard]] std::int64_t operator()(std::int64_t place) const;

private:
    std::uint64_t count_;
    std::uint64_t key_;
    unsigned half_; ///< bits of one half
};

} // namespace vitrine::data
