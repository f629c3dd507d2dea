#include "core/text/models/piecebpe.h"

#include "core/text/unicode/utf8.h"
#include "core/text/vocabulary/bytepieces.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace vitrine::text {

namespace {

constexpr std::int32_t kLeaf = -1;   ///< the id of a symbol that has not merged
constexpr std::int32_t kFrozen = -2; ///< and of one that never does
constexpr std::size_t kBytePairCount = 65'536;

std::size_t bytePair(char left, char right) {
    return static_cast<unsigned char>(left) * std::size_t{256} + static_cast<unsigned char>(right);
}

} // namespace

struct PieceBpe::Working : SubwordModel::Working {
    std::vector<MergeSymbol> symbols;
    std::vector<MergeSymbol> part; ///< those between two places that no piece spans
    MergeChain chain;
    /// Where a merge to an unused piece was last seen possible: the bytes of its left part.
    std::unordered_map<std::string_view, std::uint32_t> leftBytes;
};

PieceBpe::PieceBpe(std::shared_ptr<const Vocabulary> vocabulary, const std::vector<Piece>& pieces,
                   std::int32_t unknownId, Frozen frozen)
    : vocabulary_(std::move(vocabulary))
    , ranks_(vocabulary_->size())
    , meets_(kBytePairCount / 64, 0)
    , unknownId_(unknownId)
    , frozen_(std::move(frozen)) {
    std::vector<float> scores;
    for (const Piece& piece : pieces) {
        scores.push_back(piece.score);
    }
    std::ranges::sort(scores, std::greater<>());
    scores.erase(std::unique(scores.begin(), scores.end()), scores.end());
    rankCount_ = scores.size();
    for (const Piece& piece : pieces) {
        const auto place = std::ranges::lower_bound(scores, piece.score, std::greater<>());
        ranks_[static_cast<std::size_t>(piece.id)] = {
            static_cast<std::int32_t>(place - scores.begin()), piece.unused};
        anyUnused_ = anyUnused_ || piece.unused;
        noteMeetings(vocabulary_->pieceOf(piece.id).value());
    }
}

void PieceBpe::noteMeetings(std::string_view piece) {
    longest_ = std::max(longest_, piece.size());
    for (std::size_t i = 1; i < piece.size(); ++i) {
        const std::size_t bit = bytePair(piece[i - 1], piece[i]);
        meets_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
}

bool PieceBpe::mayMeet(std::string_view word, const MergeSymbol& left,
                       const MergeSymbol& right) const {
    const std::size_t bit = bytePair(word[left.end - 1], word[right.begin]);
    return left.id != kFrozen && right.id != kFrozen &&
           ((meets_[bit / 64] >> (bit % 64)) & 1U) != 0;
}

std::unique_ptr<SubwordModel::Working> PieceBpe::makeWorking() const {
    return std::make_unique<Working>();
}

bool PieceBpe::isPartOfCharacter(std::string_view piece) const {
    return isPartialBytePiece(piece);
}

void PieceBpe::leaves(std::string_view word, std::vector<MergeSymbol>& symbols) const {
    symbols.clear();
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t frozen = frozen_(word, at);
        const std::size_t end = at + (frozen > 0 ? frozen : decodeValidAt(word, at).bytes);
        symbols.push_back({frozen > 0 ? kFrozen : kLeaf, static_cast<std::uint32_t>(at),
                           static_cast<std::uint32_t>(end)});
        at = end;
    }
}

MergeResult PieceBpe::merge(std::string_view word, const MergeSymbol& left,
                            const MergeSymbol& right) const {
    const bool tooLong = right.end - left.begin > longest_;
    if (tooLong || left.id == kFrozen || right.id == kFrozen) {
        return {};
    }
    const auto id = vocabulary_->find(word.substr(left.begin, right.end - left.begin));
    if (!id || ranks_[static_cast<std::size_t>(*id)].rank < 0) {
        return {};
    }
    return {ranks_[static_cast<std::size_t>(*id)].rank, *id};
}

template <class Note>
void PieceBpe::mergeAll(std::string_view word, Working& working, Note note) const {
    leaves(word, working.symbols);
    working.leftBytes.clear();
    const auto find = [&](const MergeSymbol& left, const MergeSymbol& right) {
        const MergeResult found = merge(word, left, right);
        if (anyUnused_ && found.rank != MergeResult::kNone &&
            ranks_[static_cast<std::size_t>(found.id)].unused) {
            working.leftBytes[word.substr(left.begin, right.end - left.begin)] =
                left.end - left.begin;
        }
        return found;
    };
    // Merges in one part never touch another one: each has its own order.
    const std::vector<MergeSymbol> all = std::exchange(working.symbols, {});
    for (std::size_t i = 0; i < all.size();) {
        working.part.assign(1, all[i++]);
        while (i < all.size() && mayMeet(word, all[i - 1], all[i])) {
            working.part.push_back(all[i++]);
        }
        if (working.part.size() > 1) {
            working.chain.run(working.part, rankCount_, find, note);
        }
        working.symbols.insert(working.symbols.end(), working.part.begin(), working.part.end());
    }
}

/// An unused piece is taken apart as it came together.
void PieceBpe::addPart(std::string_view word, WordPart part, Working& working,
                       std::vector<WordPart>& parts) const {
    const std::string_view text = word.substr(part.begin, part.end - part.begin);
    if (part.id < 0) {
        part.id = vocabulary_->find(text).value_or(unknownId_);
    }
    const auto apart = working.leftBytes.find(text);
    if (apart == working.leftBytes.end() || !ranks_[static_cast<std::size_t>(part.id)].unused) {
        parts.push_back(part);
        return;
    }
    const std::uint32_t middle = part.begin + apart->second;
    addPart(word, {kLeaf, part.begin, middle}, working, parts);
    addPart(word, {kLeaf, middle, part.end}, working, parts);
}

void PieceBpe::cut(std::string_view word, SubwordModel::Working& lent,
                   std::vector<WordPart>& parts) const {
    auto& working = static_cast<Working&>(lent);
    mergeAll(word, working, [](const MergeSymbol&, const MergeSymbol&, const MergeResult&) {});
    for (const MergeSymbol& symbol : working.symbols) {
        addPart(word, {symbol.id, symbol.begin, symbol.end}, working, parts);
    }
}

Trail PieceBpe::trailOf(std::string_view word) const {
    Working working;
    MergeTree tree;
    std::vector<std::int32_t> nodeAt(word.size(), -1); // of the symbol that begins at a byte
    leaves(word, working.symbols);
    const auto add = [&](Span bytes, std::int32_t left, std::int32_t right, std::int32_t rank) {
        const std::string_view text = word.substr(bytes.begin, bytes.size());
        const std::int32_t id = vocabulary_->find(text).value_or(unknownId_);
        nodeAt[bytes.begin] = static_cast<std::int32_t>(tree.nodes.size());
        tree.nodes.push_back({std::string(text), id, bytes, left, right, rank});
    };
    for (const MergeSymbol& symbol : working.symbols) {
        add({symbol.begin, symbol.end}, -1, -1, -1);
    }
    tree.leaves = tree.nodes.size();
    mergeAll(word, working,
             [&](const MergeSymbol& left, const MergeSymbol& right, const MergeResult& made) {
                 add({left.begin, right.end}, nodeAt[left.begin], nodeAt[right.begin], made.rank);
             });
    for (const MergeSymbol& symbol : working.symbols) {
        tree.roots.push_back(static_cast<std::size_t>(nodeAt[symbol.begin]));
    }
    return tree;
}

} // namespace vitrine::text
