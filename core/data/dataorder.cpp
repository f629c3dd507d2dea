#include "core/data/dataorder.h"

#include "core/base/draws.h"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace vitrine::data {

DataOrder::DataOrder(std::int64_t count, std::uint64_t seed, std::int64_t epoch)
    : count_(static_cast<std::uint64_t>(count))
    , key_(mixBits(seed ^ mixBits(static_cast<std::uint64_t>(epoch))))
    , half_(0) {
    if (count < 1) {
        throw std::invalid_argument("DataOrder: at least one sample");
    }
    const auto bits = std::max(2U, static_cast<unsigned>(std::bit_width(count_ - 1)));
    half_ = (bits + bits % 2) / 2;
}

std::int64_t DataOrder::operator()(std::int64_t place) const {
    constexpr std::uint64_t kRounds = 6;
    const std::uint64_t mask = (std::uint64_t{1} << half_) - 1;
    auto x = static_cast<std::uint64_t>(place);
    do {
        std::uint64_t left = x >> half_;
        std::uint64_t right = x & mask;
        for (std::uint64_t round = 0; round < kRounds; ++round) {
            const std::uint64_t mixed = left ^ (mixBits(key_ ^ (round << 32) ^ right) & mask);
            left = right;
            right = mixed;
        }
        x = (left << half_) | right;
    } while (x >= count_);
    return static_cast<std::int64_t>(x);
}

} // namespace vitrine::data
