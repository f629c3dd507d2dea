#pragma once

#include "core/text/stages.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace vitrine::widgets {

/// Where a node of a merge tree stands: leaves at 0, 1, 2 …; a merge over the middle of its parts,
/// one level above the higher of them.
struct PlacedNode {
    double x = 0;
    int level = 0;
};

/// One place for each node.
[[nodiscard]] std::vector<PlacedNode> placedNodes(const text::MergeTree& tree);

[[nodiscard]] int levelsOf(const std::vector<PlacedNode>& places);

/// Nodes that stand unmerged after the first `merges` merges, left to right.
[[nodiscard]] std::vector<std::size_t> standingAfter(const text::MergeTree& tree,
                                                     std::size_t merges);

[[nodiscard]] std::size_t mergesOf(const text::MergeTree& tree);

/// What a node is called: "ach", "·d" with the space shown, "F0" for bytes of a character.
[[nodiscard]] QString nodeText(const text::MergeNode& node);

} // namespace vitrine::widgets
