#pragma once

#include <cstdint>
#include <string>

namespace vitrine::tests {

/// What a block of attention writes, taken apart, over all sites with a residual and all rows.
struct ContributionFacts {
    double sum = 1;      ///< largest |Σ parts − y|
    double shares = 1;   ///< largest |Σ shares − 1|
    double norms = 1;    ///< largest difference of ν to ‖v W_O‖ written out
    double zeroHead = 1; ///< largest ν of a head whose W_O is zero
};

[[nodiscard]] ContributionFacts contributionFacts(const std::string& kind, std::uint64_t seed);

struct LensFacts {
    double last = 1;   ///< largest difference of the last layer's lens to the model's own answer
    double shares = 1; ///< |Σ layers + bias − logit|; 0 where the head is not linear
};

[[nodiscard]] LensFacts lensFacts(const std::string& kind, std::uint64_t seed);

struct RolloutFacts {
    double mass = 0;         ///< Σ over all axes
    double beyondCausal = 0; ///< largest share right of the query
    double ownRule = 0;      ///< largest difference to analysis::rollout, for one axis
};

[[nodiscard]] RolloutFacts rolloutFacts(const std::string& kind, std::uint64_t seed);

} // namespace vitrine::tests
