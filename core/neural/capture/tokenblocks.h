#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine::neural {

/// Which tokens of an axis the blocks of an attention site hold. Divided space-time attention runs
/// one small problem a frame or a place (specs: attention, section 2.2); a token that stands in
/// several of them, the class token, has the mean of its rows. Immutable.
class TokenBlocks {
public:
    /// Where a token stands.
    struct Place {
        std::size_t block = 0;
        std::size_t index = 0; ///< within the block
    };

    /// `tokens`: index into the axis, block by block, `size` of them each.
    TokenBlocks(std::size_t axisLength, std::size_t size, std::vector<std::uint32_t> tokens);

    [[nodiscard]] std::size_t axisLength() const { return firstPlace_.size() - 1; }
    [[nodiscard]] std::size_t blocks() const { return tokens_.size() / size_; }
    [[nodiscard]] std::size_t size() const { return size_; } ///< tokens of a block

    [[nodiscard]] std::span<const std::uint32_t> tokensOf(std::size_t block) const {
        return std::span(tokens_).subspan(block * size_, size_);
    }

    /// In the order of the blocks; empty for a token that takes no part.
    [[nodiscard]] std::span<const Place> placesOf(std::size_t token) const {
        return std::span(places_).subspan(firstPlace_[token],
                                          firstPlace_[token + 1] - firstPlace_[token]);
    }

private:
    std::size_t size_;
    std::vector<std::uint32_t> tokens_;
    std::vector<Place> places_;           ///< of token 0, of token 1, …
    std::vector<std::size_t> firstPlace_; ///< of each token; one more at the end
};

} // namespace vitrine::neural
