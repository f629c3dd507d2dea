#include "core/neural/capture/tokenblocks.h"

#include <numeric>
#include <stdexcept>
#include <utility>

namespace vitrine::neural {

TokenBlocks::TokenBlocks(std::size_t axisLength, std::size_t size,
                         std::vector<std::uint32_t> tokens)
    : size_(size)
    , tokens_(std::move(tokens))
    , places_(tokens_.size())
    , firstPlace_(axisLength + 1) {
    if (size_ == 0 || tokens_.size() % size_ != 0) {
        throw std::invalid_argument("TokenBlocks: the tokens are no whole number of blocks");
    }
    for (const std::uint32_t token : tokens_) {
        ++firstPlace_.at(std::size_t{token} + 1);
    }
    std::partial_sum(firstPlace_.begin(), firstPlace_.end(), firstPlace_.begin());
    std::vector<std::size_t> next = firstPlace_;
    for (std::size_t place = 0; place < tokens_.size(); ++place) {
        places_[next[tokens_[place]]++] = {place / size_, place % size_};
    }
}

} // namespace vitrine::neural
