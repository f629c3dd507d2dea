#pragma once

#include <cstdint>
#include <vector>

namespace vitrine::neural {

/// β of each block, stage by stage: 1 / √ of the variance that its input is expected to have where
/// each block adds α² (Brock, De, Smith 2021, section 4.2). A stage's first block brings it back
/// to 1.
[[nodiscard]] std::vector<std::vector<double>> inputScales(const std::vector<std::int64_t>& depths,
                                                           double alpha);

} // namespace vitrine::neural
