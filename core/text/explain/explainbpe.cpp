#include "core/text/models/bpe.h"

namespace vitrine::text {

Trail Bpe::trailOf(std::string_view word) const {
    MergeTree tree;
    const auto spelt = [&](std::int32_t id) {
        return std::string(vocabulary_->pieceOf(id).value_or(std::string_view{}));
    };
    if (const std::int32_t whole = wholeId(word); whole >= 0) {
        tree.nodes.push_back({spelt(whole), whole, {0, word.size()}, -1, -1, -1});
        tree.leaves = 1;
        tree.roots = {0};
        tree.whole = true;
        return tree;
    }
    Working working;
    std::vector<Symbol>& symbols = working.symbols;
    leaves(word, symbols);
    std::vector<std::int32_t> nodeAt(word.size(), -1); // of the symbol that begins at a byte
    for (const Symbol& symbol : symbols) {
        nodeAt[symbol.begin] = static_cast<std::int32_t>(tree.nodes.size());
        tree.nodes.push_back({spelt(symbol.id), symbol.id, {symbol.begin, symbol.end}, -1, -1, -1});
    }
    tree.leaves = tree.nodes.size();
    std::vector<Step> steps;
    mergeByQueue(working, &steps);
    for (const Step& step : steps) {
        const std::int32_t left = nodeAt[step.left];
        const std::int32_t right = nodeAt[step.right];
        const Span joined{step.left, tree.nodes[static_cast<std::size_t>(right)].bytes.end};
        nodeAt[step.left] = static_cast<std::int32_t>(tree.nodes.size());
        tree.nodes.push_back({spelt(step.result), step.result, joined, left, right, step.rank});
    }
    for (const Symbol& symbol : symbols) {
        tree.roots.push_back(static_cast<std::size_t>(nodeAt[symbol.begin]));
    }
    return tree;
}

} // namespace vitrine::text
