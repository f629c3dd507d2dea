#pragma once

#include "core/text/models/mergequeue.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace vitrine::text {

/// A stretch of a word while its symbols are merged.
struct MergeSymbol {
    std::int32_t id = 0;
    std::uint32_t begin = 0; ///< bytes of the word
    std::uint32_t end = 0;
};

/// What two neighbours become: of all such pairs the one of lowest rank is merged first, of equal
/// ranks the leftmost.
struct MergeResult {
    static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::max();

    std::int32_t rank = kNone; ///< kNone: they do not merge
    std::int32_t id = 0;
};

/// Working memory of the merging of one word.
class MergeChain {
public:
    /// Merges `symbols` until nothing merges. find(left, right) answers a MergeResult whose rank is
    /// below `ranks` or kNone; note(left, right, result) hears of each merge that is made.
    /// O(n log n) calls.
    template <class Find, class Note>
    void run(std::vector<MergeSymbol>& symbols, std::size_t ranks, Find find, Note note) {
        const auto count = static_cast<std::uint32_t>(symbols.size());
        queue_.reset(ranks);
        links_.resize(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            links_[i] = {symbols[i], i + 1 < count ? i + 1 : kEnd, i == 0 ? kEnd : i - 1, {}};
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            offer(i, find);
        }
        while (!queue_.empty()) {
            const MergeQueue::Item best = queue_.pop();
            __builtin_prefetch(&links_[queue_.upcoming()]);
            const Link& left = links_[best.place];
            if (left.merge.rank != best.rank) {
                continue; // gone, or one of the two has grown since
            }
            note(left.symbol, links_[left.next].symbol, left.merge);
            join(best.place, find);
        }
        std::size_t kept = 0;
        for (const Link& link : links_) {
            if (link.merge.rank != kGone) {
                symbols[kept++] = link.symbol;
            }
        }
        symbols.resize(kept);
    }

private:
    static constexpr std::int32_t kGone = -1; ///< the rank of a symbol that was merged away
    static constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();

    /// A symbol, its neighbours, and its merge with the next one.
    struct Link {
        MergeSymbol symbol;
        std::uint32_t next = 0;
        std::uint32_t before = 0;
        MergeResult merge;
    };

    /// Looks at a symbol and the next one and queues their merge if there is one.
    template <class Find> void offer(std::uint32_t at, Find& find) {
        Link& link = links_[at];
        link.merge.rank = MergeResult::kNone;
        if (link.next == kEnd) {
            return;
        }
        const MergeResult merge = find(link.symbol, links_[link.next].symbol);
        if (merge.rank != MergeResult::kNone) {
            link.merge = merge;
            queue_.push({merge.rank, at});
        }
    }

    /// Merges a symbol with the next one.
    template <class Find> void join(std::uint32_t at, Find& find) {
        Link& left = links_[at];
        Link& right = links_[left.next];
        left.symbol.id = left.merge.id;
        left.symbol.end = right.symbol.end;
        left.next = right.next;
        right.merge.rank = kGone;
        if (left.next != kEnd) {
            links_[left.next].before = at;
        }
        offer(at, find);
        if (left.before != kEnd) {
            offer(left.before, find);
        }
    }

    std::vector<Link> links_;
    MergeQueue queue_;
};

} // namespace vitrine::text
