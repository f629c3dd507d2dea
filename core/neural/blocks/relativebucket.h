#pragma once

#include <cstdint>

namespace vitrine::neural {

struct RelativeBiasOptions {
    std::int64_t heads = 0;
    std::int64_t buckets = 32;
    std::int64_t farthest = 128; ///< distances from here on share the last bucket
    bool bothSides = true;       ///< an encoder's; a decoder's tells earlier keys apart only
};

/// The bucket of a distance key − query (Raffel et al. 2019, section 2.1): small distances have one
/// each, larger ones share them by their logarithm.
[[nodiscard]] std::int64_t relativeBucket(std::int64_t distance,
                                          const RelativeBiasOptions& options);

} // namespace vitrine::neural
