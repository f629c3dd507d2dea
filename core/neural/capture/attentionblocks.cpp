// How a store reads a site that is made of blocks.

#include "core/neural/capture/attentionstore.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace vitrine::neural {

AttentionStore AttentionStore::over(std::shared_ptr<const TokenBlocks> blocks) && {
    if (blocks->blocks() != parts_.batch || blocks->size() != parts_.queries ||
        blocks->size() != parts_.keys) {
        throw std::invalid_argument("AttentionStore: the blocks are not those of this site");
    }
    parts_.blocks = std::move(blocks);
    parts_.rule = engine::MaskRule::Block;
    return std::move(*this);
}

void AttentionStore::blockRow(std::size_t head, std::size_t query, std::span<float> out) const {
    std::ranges::fill(out, 0.0F);
    const auto places = parts_.blocks->placesOf(query);
    std::vector<float> row(parts_.keys);
    for (const TokenBlocks::Place& place : places) {
        problemRow(place.block, head, place.index, row);
        const auto tokens = parts_.blocks->tokensOf(place.block);
        for (std::size_t key = 0; key < row.size(); ++key) {
            out[tokens[key]] += row[key] / static_cast<float>(places.size());
        }
    }
}

void AttentionStore::blockColumn(std::size_t head, std::size_t key, std::span<float> out) const {
    std::ranges::fill(out, 0.0F);
    std::vector<float> column(parts_.queries);
    for (const TokenBlocks::Place& place : parts_.blocks->placesOf(key)) {
        problemColumn(place.block, head, place.index, column);
        const auto tokens = parts_.blocks->tokensOf(place.block);
        for (std::size_t query = 0; query < column.size(); ++query) {
            out[tokens[query]] +=
                column[query] / static_cast<float>(parts_.blocks->placesOf(tokens[query]).size());
        }
    }
}

// A token's copies are equal, and so are their scores: where two of them meet in several blocks,
// only the log-sum-exp differs, and the mean probability has one of its own.
AttentionStore::Meeting AttentionStore::blockMeeting(std::size_t head, std::size_t query,
                                                     std::size_t key) const {
    const auto ofQuery = parts_.blocks->placesOf(query);
    Meeting met;
    double sum = 0;
    for (const TokenBlocks::Place& asks : ofQuery) {
        for (const TokenBlocks::Place& seen : parts_.blocks->placesOf(key)) {
            if (asks.block != seen.block) {
                continue;
            }
            met.query = {parts_.query.row(asks.block, head, asks.index), parts_.width};
            met.key = {parts_.key.row(seen.block, head, seen.index), parts_.width};
            sum += std::exp(-static_cast<double>(logSumExp(asks.block, head, asks.index)));
        }
    }
    if (sum > 0) {
        met.logSumExp = static_cast<float>(-std::log(sum / static_cast<double>(ofQuery.size())));
    }
    return met;
}

} // namespace vitrine::neural
