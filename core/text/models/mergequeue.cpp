#include "core/text/models/mergequeue.h"

#include <algorithm>
#include <bit>
#include <functional>

namespace vitrine::text {

void MergeQueue::reset(std::size_t ranks) {
    for (std::size_t i = 0; i < used_; ++i) {
        Bucket& bucket = buckets_[i];
        indexOf_[static_cast<std::size_t>(bucket.rank)] = -1;
        if (!bucket.empty()) {
            unmark(static_cast<std::size_t>(bucket.rank));
        }
        bucket.ordered.clear();
        bucket.stragglers.clear();
        bucket.taken = 0;
    }
    used_ = 0;
    waiting_ = 0;
    upcoming_ = 0;
    if (indexOf_.size() == ranks) {
        return;
    }
    indexOf_.assign(ranks, -1);
    levels_.clear();
    std::size_t bits = std::max<std::size_t>(ranks, 1);
    do {
        bits = (bits + 63) / 64;
        levels_.emplace_back(bits, 0);
    } while (bits > 1);
}

MergeQueue::Bucket& MergeQueue::bucketOf(std::int32_t rank) {
    std::int32_t& index = indexOf_[static_cast<std::size_t>(rank)];
    if (index < 0) {
        index = static_cast<std::int32_t>(used_);
        if (used_ == buckets_.size()) {
            buckets_.emplace_back();
        }
        buckets_[used_++].rank = rank;
    }
    return buckets_[static_cast<std::size_t>(index)];
}

void MergeQueue::mark(std::size_t rank) {
    for (auto& level : levels_) {
        std::uint64_t& word = level[rank / 64];
        const bool wasEmpty = word == 0;
        word |= std::uint64_t{1} << (rank % 64);
        if (!wasEmpty) {
            return;
        }
        rank /= 64;
    }
}

void MergeQueue::unmark(std::size_t rank) {
    for (auto& level : levels_) {
        std::uint64_t& word = level[rank / 64];
        word &= ~(std::uint64_t{1} << (rank % 64));
        if (word != 0) {
            return;
        }
        rank /= 64;
    }
}

std::size_t MergeQueue::lowest() const {
    std::size_t place = 0;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        place = place * 64 + static_cast<std::size_t>(std::countr_zero((*level)[place]));
    }
    return place;
}

void MergeQueue::push(Item item) {
    Bucket& bucket = bucketOf(item.rank);
    if (bucket.empty()) {
        bucket.ordered.clear();
        bucket.taken = 0;
        mark(static_cast<std::size_t>(item.rank));
    }
    if (bucket.ordered.empty() || bucket.ordered.back() <= item.place) {
        bucket.ordered.push_back(item.place);
    } else {
        bucket.stragglers.push_back(item.place);
        std::push_heap(bucket.stragglers.begin(), bucket.stragglers.end(), std::greater<>());
    }
    ++waiting_;
}

MergeQueue::Item MergeQueue::pop() {
    const std::size_t rank = lowest();
    Bucket& bucket = buckets_[static_cast<std::size_t>(indexOf_[rank])];
    Item item{bucket.rank, 0};
    const bool ordered =
        bucket.taken < bucket.ordered.size() &&
        (bucket.stragglers.empty() || bucket.ordered[bucket.taken] <= bucket.stragglers.front());
    if (ordered) {
        item.place = bucket.ordered[bucket.taken++];
        upcoming_ = bucket.ordered[std::min(bucket.taken + kAhead, bucket.ordered.size() - 1)];
    } else {
        item.place = bucket.stragglers.front();
        std::pop_heap(bucket.stragglers.begin(), bucket.stragglers.end(), std::greater<>());
        bucket.stragglers.pop_back();
    }
    if (bucket.empty()) {
        unmark(rank);
    }
    --waiting_;
    return item;
}

} // namespace vitrine::text
