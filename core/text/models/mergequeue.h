#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrine::text {

/// Places waiting to be merged, lowest rank first, of equal ranks the leftmost. Ranks are few and
/// places many, so each rank has a list of its own: places mostly come in ascending order and are
/// then appended and taken in constant time; stragglers go to a small heap beside the list.
class MergeQueue {
public:
    struct Item {
        std::int32_t rank = 0;
        std::uint32_t place = 0;
    };

    /// Empties the queue and takes ranks in [0, ranks).
    void reset(std::size_t ranks);

    [[nodiscard]] bool empty() const { return waiting_ == 0; }

    void push(Item item);

    /// Precondition: not empty.
    [[nodiscard]] Item pop();

    /// A place that will probably be popped a little later: worth fetching into the cache.
    [[nodiscard]] std::uint32_t upcoming() const { return upcoming_; }

private:
    static constexpr std::size_t kAhead = 8;

    struct Bucket {
        std::int32_t rank = 0;
        std::size_t taken = 0;                 ///< entries of `ordered` already popped
        std::vector<std::uint32_t> ordered;    ///< ascending
        std::vector<std::uint32_t> stragglers; ///< min-heap

        [[nodiscard]] bool empty() const { return taken == ordered.size() && stragglers.empty(); }
    };

    Bucket& bucketOf(std::int32_t rank);
    void mark(std::size_t rank);
    void unmark(std::size_t rank);
    [[nodiscard]] std::size_t lowest() const;

    std::vector<std::int32_t> indexOf_; ///< of a rank's bucket, −1 for none
    std::vector<Bucket> buckets_;
    std::size_t used_ = 0; ///< buckets in use; the others keep their memory
    std::size_t waiting_ = 0;
    std::uint32_t upcoming_ = 0;
    /// Bit r of level 0 is set if rank r waits; bit w of level l + 1, if word w of level l is not
    /// 0.
    std::vector<std::vector<std::uint64_t>> levels_;
};

} // namespace vitrine::text
