#pragma once

#include <vector>

namespace vitrine::tests {

// NF-ResNet in plain numbers: nfresnetcheck.cpp speaks torch, the test speaks Qt.

/// What scaled weight standardisation makes of the filter [1, 2, 3, 4]: gain 1, γ of ReLU.
[[nodiscard]] std::vector<double> standardisedFilter();

/// Variance after the stem and after each block of a fresh network with stages of 1 and 6 blocks
/// that reads noise; the gain of each block's last convolution is as given.
[[nodiscard]] std::vector<double> variances(double lastGain);

} // namespace vitrine::tests
