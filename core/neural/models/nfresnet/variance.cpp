#include "core/neural/models/nfresnet/variance.h"

#include <cmath>

namespace vitrine::neural {

std::vector<std::vector<double>> inputScales(const std::vector<std::int64_t>& depths,
                                             double alpha) {
    std::vector<std::vector<double>> scales;
    double variance = 1;
    for (const std::int64_t depth : depths) {
        std::vector<double>& stage = scales.emplace_back();
        for (std::int64_t block = 0; block < depth; ++block) {
            stage.push_back(1 / std::sqrt(variance));
            variance = (block == 0 ? 1 : variance) + alpha * alpha;
        }
    }
    return scales;
}

} // namespace vitrine::neural
