#include "core/run/curves/curve.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace vitrine::run {

CurveBucket bucketOf(float value) {
    if (!std::isfinite(value)) {
        return {.gaps = 1};
    }
    return {.low = value, .high = value, .first = value, .last = value, .mean = value, .count = 1};
}

CurveBucket joined(const CurveBucket& before, const CurveBucket& after) {
    CurveBucket both;
    if (before.count == 0 || after.count == 0) {
        both = before.count == 0 ? after : before;
    } else {
        both.low = std::min(before.low, after.low);
        both.high = std::max(before.high, after.high);
        both.first = before.first;
        both.last = after.last;
        both.count = before.count + after.count;
        both.mean =
            before.mean + (after.mean - before.mean) * (static_cast<double>(after.count) /
                                                        static_cast<double>(both.count));
    }
    both.gaps = before.gaps + after.gaps;
    return both;
}

void Curve::append(const CurvePoint& point) {
    if (!steps_.empty() && point.step < steps_.back()) {
        throw std::invalid_argument("Curve: step " + std::to_string(point.step) + " after step " +
                                    std::to_string(steps_.back()));
    }
    const double wall = walls_.empty() ? point.wall : std::max(walls_.back(), point.wall);
    steps_.push_back(point.step);
    walls_.push_back(wall);
    values_.push_back(point.value);
    for (int level = 1; size() % (std::size_t{1} << (2 * level)) == 0; ++level) {
        if (levels_.size() < static_cast<std::size_t>(level)) {
            levels_.emplace_back();
        }
        const std::size_t child = ((size() >> (2 * level)) - 1) * 4;
        CurveBucket sum = bucket(level - 1, child);
        for (std::size_t i = 1; i < 4; ++i) {
            sum = joined(sum, bucket(level - 1, child + i));
        }
        levels_[static_cast<std::size_t>(level) - 1].push_back(sum);
    }
}

CurvePoint Curve::at(std::size_t index) const {
    return {steps_.at(index), walls_[index], values_[index]};
}

std::size_t Curve::firstFrom(std::int64_t step) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(steps_, step) - steps_.begin());
}

void Curve::cutFrom(std::size_t index) {
    const std::size_t kept = std::min(index, size());
    ++cuts_;
    steps_.resize(kept);
    walls_.resize(kept);
    values_.resize(kept);
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        levels_[level].resize(kept >> (2 * (level + 1)));
    }
}

Curve Curve::tailFrom(std::size_t index) const {
    Curve tail;
    for (std::size_t i = index; i < size(); ++i) {
        tail.append(at(i));
    }
    return tail;
}

int Curve::levelFor(std::size_t points, std::size_t columns) {
    int level = 0;
    while ((points >> (2 * level)) > 4 * std::max<std::size_t>(columns, 1)) {
        ++level;
    }
    return level;
}

CurveBucket Curve::over(std::size_t begin, std::size_t end) const {
    CurveBucket sum;
    cover(begin, end, static_cast<int>(levels_.size()),
          [&sum](std::size_t, std::size_t, const CurveBucket& part) { sum = joined(sum, part); });
    return sum;
}

std::size_t Curve::bytes() const {
    std::size_t sum = size() * (sizeof(std::int64_t) + sizeof(double) + sizeof(float));
    for (const auto& level : levels_) {
        sum += level.size() * sizeof(CurveBucket);
    }
    return sum;
}

CurveBucket Curve::bucket(int level, std::size_t number) const {
    return level == 0 ? bucketOf(values_[number])
                      : levels_[static_cast<std::size_t>(level) - 1][number];
}

int Curve::widest(std::size_t begin, std::size_t end, int level) const {
    int used = 0;
    while (used < level && static_cast<std::size_t>(used) < levels_.size()) {
        const std::size_t width = std::size_t{1} << (2 * (used + 1));
        if (begin % width != 0 || begin + width > end) {
            break;
        }
        ++used;
    }
    return used;
}

} // namespace vitrine::run
