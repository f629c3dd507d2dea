#include "core/neural/blocks/relativebucket.h"

#include <algorithm>
#include <cmath>

namespace vitrine::neural {

std::int64_t relativeBucket(std::int64_t distance, const RelativeBiasOptions& options) {
    const std::int64_t count = options.bothSides ? options.buckets / 2 : options.buckets;
    const std::int64_t offset = options.bothSides && distance > 0 ? count : 0;
    const std::int64_t far =
        options.bothSides ? std::abs(distance) : std::max<std::int64_t>(-distance, 0);
    const std::int64_t exact = count / 2;
    if (far < exact) {
        return offset + far;
    }
    // In fp32 as the reference computes it: a distance on the edge of a bucket falls the same way.
    const float share = std::log(static_cast<float>(far) / static_cast<float>(exact)) /
                        static_cast<float>(std::log(static_cast<double>(options.farthest) /
                                                    static_cast<double>(exact)));
    const auto step = static_cast<std::int64_t>(share * static_cast<float>(count - exact));
    return offset + std::min(exact + step, count - 1);
}

} // namespace vitrine::neural
