#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace vitrine::run {

/// One logged number. `value` may be NaN or infinite: that is kept, too.
struct CurvePoint {
    std::int64_t step = 0; ///< completed updates
    double wall = 0;       ///< seconds since 1970
    float value = 0;

    bool operator==(const CurvePoint&) const = default;
};

/// What a run of neighbouring points comes to. `low` … `mean` speak of the finite ones and hold
/// nothing of use where `count` is 0.
struct CurveBucket {
    float low = 0;
    float high = 0;
    float first = 0;
    float last = 0;
    double mean = 0;
    std::uint32_t count = 0; ///< finite points
    std::uint32_t gaps = 0;  ///< NaN and infinite ones

    bool operator==(const CurveBucket&) const = default;
};

/// The bucket of one point, and of two neighbouring buckets.
[[nodiscard]] CurveBucket bucketOf(float value);
[[nodiscard]] CurveBucket joined(const CurveBucket& before, const CurveBucket& after);

/// Every point of one logged number, and a pyramid of buckets of 4, 16, 64 … points over it
/// (training specification, section 16). Appending is O(1) amortised and moves nothing that stands,
/// so its cost does not grow with the length. Not thread-safe.
class Curve {
public:
    /// Steps do not fall: a smaller one than the last throws std::invalid_argument. A wall time
    /// before the last one (a clock set back) is taken as the last one, so that time is an axis.
    void append(const CurvePoint& point);

    [[nodiscard]] std::size_t size() const { return steps_.size(); }
    [[nodiscard]] bool empty() const { return steps_.empty(); }
    [[nodiscard]] CurvePoint at(std::size_t index) const;
    [[nodiscard]] std::int64_t stepAt(std::size_t index) const { return steps_[index]; }
    [[nodiscard]] double wallAt(std::size_t index) const { return walls_[index]; }
    [[nodiscard]] float valueAt(std::size_t index) const { return values_[index]; }

    /// The first index whose step is at least `step`, or size().
    [[nodiscard]] std::size_t firstFrom(std::int64_t step) const;

    /// Forgets the points from `index` on.
    void cutFrom(std::size_t index);

    /// How often points were cut off: who keeps something computed from the curve begins anew.
    [[nodiscard]] std::uint64_t cuts() const { return cuts_; }

    /// The points from `index` on as a curve of their own.
    [[nodiscard]] Curve tailFrom(std::size_t index) const;

    /// The level at which `points` points take at most 4 buckets for each of `columns` columns.
    [[nodiscard]] static int levelFor(std::size_t points, std::size_t columns);

    /// Calls `visit(begin, end, bucket)` for neighbouring ranges that make up [begin, end) exactly,
    /// each of at most 4^level points. Reads at most (end − begin) / 4^level + 6·level buckets.
    template <class Visit>
    void cover(std::size_t begin, std::size_t end, int level, const Visit& visit) const;

    /// All of [begin, end) in one.
    [[nodiscard]] CurveBucket over(std::size_t begin, std::size_t end) const;

    /// What the points and buckets take, in bytes.
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] CurveBucket bucket(int level, std::size_t number) const;
    [[nodiscard]] int widest(std::size_t begin, std::size_t end, int level) const;

    std::deque<std::int64_t> steps_;
    std::deque<double> walls_;
    std::deque<float> values_;
    std::vector<std::deque<CurveBucket>> levels_; ///< [0] holds buckets of 4; complete ones only
    std::uint64_t cuts_ = 0;
};

template <class Visit>
void Curve::cover(std::size_t begin, std::size_t end, int level, const Visit& visit) const {
    while (begin < end) {
        const int used = widest(begin, end, level);
        const std::size_t past = begin + (std::size_t{1} << (2 * used));
        visit(begin, past, bucket(used, begin >> (2 * used)));
        begin = past;
    }
}

} // namespace vitrine::run
