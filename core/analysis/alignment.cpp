#include "core/analysis/alignment.h"

#include "core/analysis/divergence.h"
#include "core/analysis/subsequence.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace vitrine::analysis {

namespace {

constexpr double kSmallestLikeness = 0.5;
constexpr std::int32_t kSegments = 2;

/// Two tokens that share bytes.
struct Candidate {
    std::size_t tokenA = 0;
    std::size_t tokenB = 0;
    double likeness = 0; ///< 2 · shared bytes ÷ bytes of both (Dice)
};

std::vector<std::size_t> sourcedTokens(const Axis& axis, std::int32_t segment) {
    std::vector<std::size_t> tokens;
    for (std::size_t index = 0; index < axis.size(); ++index) {
        if (axis.tokens[index].segment == segment && !axis.tokens[index].source.empty()) {
            tokens.push_back(index);
        }
    }
    std::ranges::stable_sort(tokens, {}, [&](std::size_t index) {
        return axis.tokens[index].source.begin;
    });
    return tokens;
}

/// Bytes of A in [begin, end) that the blocks say to be in `span` of B.
std::size_t sharedBytes(const Span& inA, const Span& inB, const CommonBlock& block) {
    const std::size_t begin = std::max(inA.begin, block.beginA);
    const std::size_t end = std::min(inA.end, block.beginA + block.bytes);
    if (begin >= end) {
        return 0;
    }
    const std::size_t movedBegin = std::max(begin - block.beginA + block.beginB, inB.begin);
    const std::size_t movedEnd = std::min(end - block.beginA + block.beginB, inB.end);
    return movedEnd > movedBegin ? movedEnd - movedBegin : 0;
}

/// For every block, the pairs of tokens that meet in it.
std::map<std::pair<std::size_t, std::size_t>, std::size_t>
sharedByPair(const Axis& a, const Axis& b, std::int32_t segment,
             const std::vector<CommonBlock>& blocks) {
    const std::vector<std::size_t> tokensA = sourcedTokens(a, segment);
    const std::vector<std::size_t> tokensB = sourcedTokens(b, segment);
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;
    const auto spanA = [&](std::size_t index) { return a.tokens[tokensA[index]].source; };
    const auto spanB = [&](std::size_t index) { return b.tokens[tokensB[index]].source; };
    std::size_t firstA = 0;
    std::size_t firstB = 0;
    for (const CommonBlock& block : blocks) {
        while (firstA < tokensA.size() && spanA(firstA).end <= block.beginA) {
            ++firstA;
        }
        while (firstB < tokensB.size() && spanB(firstB).end <= block.beginB) {
            ++firstB;
        }
        std::size_t atB = firstB;
        for (std::size_t atA = firstA;
             atA < tokensA.size() && spanA(atA).begin < block.beginA + block.bytes; ++atA) {
            // Where the token of A begins in B; earlier tokens of B are done with.
            const std::size_t moved =
                std::max(spanA(atA).begin, block.beginA) - block.beginA + block.beginB;
            while (atB < tokensB.size() && spanB(atB).end <= moved) {
                ++atB;
            }
            for (std::size_t index = atB; index < tokensB.size(); ++index) {
                const std::size_t bytes = sharedBytes(spanA(atA), spanB(index), block);
                if (bytes == 0) {
                    break;
                }
                shared[{tokensA[atA], tokensB[index]}] += bytes;
            }
        }
    }
    return shared;
}

void pairUp(Alignment& alignment, std::size_t tokenA, std::size_t tokenB) {
    if (alignment.toB[tokenA] == Alignment::kNone && alignment.toA[tokenB] == Alignment::kNone) {
        alignment.toB[tokenA] = tokenB;
        alignment.toA[tokenB] = tokenA;
    }
}

void pairBySource(Alignment& alignment, const Axis& a, const Sample& sampleA, const Axis& b,
                  const Sample& sampleB) {
    std::vector<Candidate> candidates;
    for (std::int32_t segment = 0; segment < kSegments; ++segment) {
        const auto blocks = commonBlocks(sampleA.segment(segment), sampleB.segment(segment));
        for (const auto& [pair, bytes] : sharedByPair(a, b, segment, blocks)) {
            const std::size_t both =
                a.tokens[pair.first].source.size() + b.tokens[pair.second].source.size();
            const double likeness = 2.0 * static_cast<double>(bytes) / static_cast<double>(both);
            if (likeness >= kSmallestLikeness) {
                candidates.push_back({pair.first, pair.second, likeness});
            }
        }
    }
    std::ranges::stable_sort(candidates, std::ranges::greater(), &Candidate::likeness);
    for (const Candidate& candidate : candidates) {
        pairUp(alignment, candidate.tokenA, candidate.tokenB);
    }
}

// Boxes as shares of the picture: of the decoded one, else of what the patches cover.
std::vector<Box> relativeBoxes(const Axis& axis, const Sample& sample) {
    float width = sample.picture ? static_cast<float>(sample.picture->width()) : 0;
    float height = sample.picture ? static_cast<float>(sample.picture->height()) : 0;
    std::vector<Box> boxes;
    for (const AxisToken& token : axis.tokens) {
        boxes.push_back(token.kind == TokenKind::Patch ? token.box : Box{});
        if (!sample.picture) {
            width = std::max(width, boxes.back().x + boxes.back().width);
            height = std::max(height, boxes.back().y + boxes.back().height);
        }
    }
    for (Box& box : boxes) {
        box = {box.x / width, box.y / height, box.width / width, box.height / height};
    }
    return boxes;
}

// Shared area ÷ area of both.
double overlapOf(const Box& a, const Box& b) {
    const auto shared = [](float begin, float extent, float otherBegin, float otherExtent) {
        const float end = std::min(begin + extent, otherBegin + otherExtent);
        return static_cast<double>(std::max(0.0F, end - std::max(begin, otherBegin)));
    };
    const double both = shared(a.x, a.width, b.x, b.width) * shared(a.y, a.height, b.y, b.height);
    const double all =
        static_cast<double>(a.width * a.height) + static_cast<double>(b.width * b.height) - both;
    return all > 0 ? both / all : 0;
}

void pairByPlace(Alignment& alignment, const Axis& a, const Sample& sampleA, const Axis& b,
                 const Sample& sampleB) {
    const std::vector<Box> inA = relativeBoxes(a, sampleA);
    const std::vector<Box> inB = relativeBoxes(b, sampleB);
    std::vector<Candidate> candidates;
    for (std::size_t tokenA = 0; tokenA < inA.size(); ++tokenA) {
        for (std::size_t tokenB = 0; tokenB < inB.size(); ++tokenB) {
            const double likeness = overlapOf(inA[tokenA], inB[tokenB]);
            if (likeness >= kSmallestLikeness) {
                candidates.push_back({tokenA, tokenB, likeness});
            }
        }
    }
    std::ranges::stable_sort(candidates, std::ranges::greater(), &Candidate::likeness);
    for (const Candidate& candidate : candidates) {
        pairUp(alignment, candidate.tokenA, candidate.tokenB);
    }
}

bool isAdded(const AxisToken& token) {
    return token.source.empty() && token.kind != TokenKind::Patch;
}

void pairAdded(Alignment& alignment, const Axis& a, const Axis& b) {
    std::map<std::pair<TokenKind, std::int32_t>, std::vector<std::size_t>> inB;
    for (std::size_t index = 0; index < b.size(); ++index) {
        if (isAdded(b.tokens[index])) {
            inB[{b.tokens[index].kind, b.tokens[index].segment}].push_back(index);
        }
    }
    std::map<std::pair<TokenKind, std::int32_t>, std::size_t> used;
    for (std::size_t index = 0; index < a.size(); ++index) {
        if (!isAdded(a.tokens[index])) {
            continue;
        }
        const std::pair key(a.tokens[index].kind, a.tokens[index].segment);
        const std::size_t next = used[key]++;
        if (const auto found = inB.find(key); found != inB.end() && next < found->second.size()) {
            pairUp(alignment, index, found->second[next]);
        }
    }
}

void requireFit(const Grid& a, const Grid& b, const Alignment& queries, const Alignment& keys) {
    if (a.rows() != queries.toB.size() || b.rows() != queries.toA.size() ||
        a.columns() != keys.toB.size() || b.columns() != keys.toA.size()) {
        throw std::invalid_argument("the maps do not have the sizes of the alignment");
    }
}

} // namespace

Alignment Alignment::identity(std::size_t tokens) {
    Alignment alignment;
    alignment.toB.resize(tokens);
    std::iota(alignment.toB.begin(), alignment.toB.end(), std::size_t{0});
    alignment.toA = alignment.toB;
    return alignment;
}

std::size_t Alignment::matched() const {
    return toB.size() - static_cast<std::size_t>(std::ranges::count(toB, kNone));
}

Alignment alignTokens(const Axis& a, const Sample& sampleA, const Axis& b, const Sample& sampleB) {
    if (a.tokens == b.tokens && sampleA.text == sampleB.text && sampleA.pair == sampleB.pair) {
        return Alignment::identity(a.size());
    }
    Alignment alignment;
    alignment.toB.assign(a.size(), Alignment::kNone);
    alignment.toA.assign(b.size(), Alignment::kNone);
    pairBySource(alignment, a, sampleA, b, sampleB);
    if (std::ranges::find(a.tokens, TokenKind::Patch, &AxisToken::kind) != a.tokens.end()) {
        pairByPlace(alignment, a, sampleA, b, sampleB);
    }
    pairAdded(alignment, a, b);
    return alignment;
}

Grid inCoordinatesOfA(const Grid& b, const Alignment& queries, const Alignment& keys) {
    if (b.rows() != queries.toA.size() || b.columns() != keys.toA.size()) {
        throw std::invalid_argument("the map does not have the sizes of the alignment");
    }
    Grid result(queries.toB.size(), keys.toB.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t row = 0; row < result.rows(); ++row) {
        for (std::size_t column = 0; column < result.columns(); ++column) {
            if (queries.toB[row] != Alignment::kNone && keys.toB[column] != Alignment::kNone) {
                result.at(row, column) = b.at(queries.toB[row], keys.toB[column]);
            }
        }
    }
    return result;
}

Grid difference(const Grid& a, const Grid& b, const Alignment& queries, const Alignment& keys) {
    requireFit(a, b, queries, keys);
    Grid result = inCoordinatesOfA(b, queries, keys);
    for (std::size_t index = 0; index < result.values().size(); ++index) {
        result.values()[index] = a.values()[index] - result.values()[index];
    }
    return result;
}

double alignedDivergence(const Grid& a, const Grid& b, const Alignment& queries,
                         const Alignment& keys) {
    requireFit(a, b, queries, keys);
    std::vector<std::size_t> onlyInB;
    for (std::size_t key = 0; key < keys.toA.size(); ++key) {
        if (keys.toA[key] == Alignment::kNone) {
            onlyInB.push_back(key);
        }
    }
    // Both rows over the keys of A, then over those that only B has.
    Grid widerA(queries.matched(), a.columns() + onlyInB.size());
    Grid widerB(widerA.rows(), widerA.columns());
    std::size_t row = 0;
    for (std::size_t query = 0; query < a.rows(); ++query) {
        const std::size_t partner = queries.toB[query];
        if (partner == Alignment::kNone) {
            continue;
        }
        std::ranges::copy(a.row(query), widerA.row(row).begin());
        for (std::size_t key = 0; key < a.columns(); ++key) {
            if (keys.toB[key] != Alignment::kNone) {
                widerB.at(row, key) = b.at(partner, keys.toB[key]);
            }
        }
        for (std::size_t index = 0; index < onlyInB.size(); ++index) {
            widerB.at(row, a.columns() + index) = b.at(partner, onlyInB[index]);
        }
        ++row;
    }
    return jensenShannon(widerA, widerB);
}

} // namespace vitrine::analysis
