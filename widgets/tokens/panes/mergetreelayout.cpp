#include "widgets/tokens/panes/mergetreelayout.h"

#include "core/base/utf8.h"
#include "widgets/tokens/study/drawnpiece.h"
#include "widgets/tokens/study/piecewords.h"

#include <algorithm>

namespace vitrine::widgets {

std::vector<PlacedNode> placedNodes(const text::MergeTree& tree) {
    std::vector<PlacedNode> places(tree.nodes.size());
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const text::MergeNode& node = tree.nodes[i];
        if (i < tree.leaves) {
            places[i] = {static_cast<double>(i), 0};
            continue;
        }
        const PlacedNode& left = places[static_cast<std::size_t>(node.left)];
        const PlacedNode& right = places[static_cast<std::size_t>(node.right)];
        places[i] = {(left.x + right.x) / 2, std::max(left.level, right.level) + 1};
    }
    return places;
}

int levelsOf(const std::vector<PlacedNode>& places) {
    int levels = 0;
    for (const PlacedNode& place : places) {
        levels = std::max(levels, place.level + 1);
    }
    return levels;
}

std::size_t mergesOf(const text::MergeTree& tree) {
    return tree.nodes.size() - tree.leaves;
}

std::vector<std::size_t> standingAfter(const text::MergeTree& tree, std::size_t merges) {
    const std::size_t end = tree.leaves + std::min(merges, mergesOf(tree));
    std::vector<bool> taken(end, false);
    for (std::size_t i = tree.leaves; i < end; ++i) {
        taken[static_cast<std::size_t>(tree.nodes[i].left)] = true;
        taken[static_cast<std::size_t>(tree.nodes[i].right)] = true;
    }
    std::vector<std::size_t> standing;
    for (std::size_t i = 0; i < end; ++i) {
        if (!taken[i]) {
            standing.push_back(i);
        }
    }
    std::sort(standing.begin(), standing.end(), [&](std::size_t a, std::size_t b) {
        return tree.nodes[a].bytes.begin < tree.nodes[b].bytes.begin;
    });
    return standing;
}

QString nodeText(const text::MergeNode& node) {
    const std::string bytes = bytesOfPiece(node.piece);
    if (bytes.empty()) {
        return QString::fromStdString(node.piece);
    }
    return isUtf8(bytes) ? visibleSigns(QString::fromStdString(bytes)) : hexText(bytes, QChar());
}

} // namespace vitrine::widgets
