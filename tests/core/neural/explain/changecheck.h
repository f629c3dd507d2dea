#pragma once

#include <cstdint>
#include <string>

namespace vitrine::tests {

/// What must hold of interventions, on a random model and two random inputs of equal length.
struct ChangeFacts {
    bool sameIntoSame = false; ///< patching a Sample's own states everywhere changes no bit
    bool openGates = false;    ///< gates of 1 change no bit
    double wholeResidual = 0;  ///< effect of patching all of a layer's states of the last tower
    double closedGate = 1;     ///< |y by a plan − y by gated scores| without one head
    double importance = 1;     ///< relative error of I_h to |dy/dξ| by finite differences
    double sameWeights = 1;    ///< |change of y| where a row is set to its own weights
    double oneKey = 1;         ///< |O − v_j| where a row looks at one key alone
};

[[nodiscard]] ChangeFacts changeFacts(const std::string& kind, std::uint64_t seed);

/// Whether a state patched at (layer, token) of a causal model reaches exactly the states of later
/// layers at that token and behind it.
[[nodiscard]] bool staysInCone(std::uint64_t seed);

} // namespace vitrine::tests
