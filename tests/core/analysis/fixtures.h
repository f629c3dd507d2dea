#pragma once

#include "core/base/axis.h"
#include "core/base/grid.h"
#include "core/base/philox.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::tests {

inline constexpr float kMasked = -std::numeric_limits<float>::infinity();

/// One head's scores, the log-sum-exp of each row and the weights, made with plain loops.
struct Head {
    Grid scores;
    std::vector<float> logSumExp;
    Grid weights;
};

inline Head softmaxOf(Grid scores) {
    Head head{std::move(scores), {}, {}};
    head.weights = Grid(head.scores.rows(), head.scores.columns());
    for (std::size_t row = 0; row < head.scores.rows(); ++row) {
        double sum = 0;
        for (const float score : head.scores.row(row)) {
            sum += std::exp(static_cast<double>(score));
        }
        head.logSumExp.push_back(sum > 0 ? static_cast<float>(std::log(sum)) : 0.0F);
        for (std::size_t key = 0; key < head.scores.columns(); ++key) {
            const auto score = static_cast<double>(head.scores.at(row, key));
            head.weights.at(row, key) = sum > 0 ? static_cast<float>(std::exp(score) / sum) : 0.0F;
        }
    }
    return head;
}

/// Random scores; masked above the diagonal and where `masked(query, key)` says so.
template <class Masked>
Head randomHead(std::size_t queries, std::size_t keys, float spread, Random& random,
                const Masked& masked) {
    Grid scores(queries, keys);
    for (std::size_t query = 0; query < queries; ++query) {
        for (std::size_t key = 0; key < keys; ++key) {
            const float score = spread * random.normal();
            scores.at(query, key) = masked(query, key) ? kMasked : score;
        }
    }
    return softmaxOf(std::move(scores));
}

inline std::shared_ptr<const Grid> randomMap(std::size_t tokens, bool causal, Random& random) {
    const auto masked = [causal](std::size_t query, std::size_t key) {
        return causal && key > query;
    };
    return std::make_shared<Grid>(randomHead(tokens, tokens, 2, random, masked).weights);
}

inline AxisToken tokenOf(std::int64_t id, bool special = false, bool pad = false) {
    AxisToken token;
    token.id = id;
    token.kind = pad ? TokenKind::Pad : special ? TokenKind::Special : TokenKind::Piece;
    token.special = special || pad;
    token.pad = pad;
    return token;
}

/// A token of the text [begin, end).
inline AxisToken pieceOf(std::string label, std::size_t begin, std::size_t end, std::int32_t word,
                         std::int32_t segment = 0) {
    AxisToken token;
    token.label = std::move(label);
    token.source = {begin, end};
    token.word = word;
    token.segment = segment;
    return token;
}

inline AxisToken addedToken(TokenKind kind, std::string label) {
    AxisToken token;
    token.kind = kind;
    token.label = std::move(label);
    token.special = true;
    return token;
}

} // namespace vitrine::tests
