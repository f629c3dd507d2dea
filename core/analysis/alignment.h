#pragma once

#include "core/base/axis.h"
#include "core/base/grid.h"
#include "core/base/sample.h"

#include <cstddef>
#include <vector>

namespace vitrine::analysis {

/// Which tokens of two sequences stand for the same text: one to one, some of them without partner.
struct Alignment {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    std::vector<std::size_t> toB; ///< per token of A its partner in B, or kNone
    std::vector<std::size_t> toA; ///< per token of B its partner in A, or kNone

    /// Every token is its own partner.
    [[nodiscard]] static Alignment identity(std::size_t tokens);

    [[nodiscard]] std::size_t matched() const; ///< how many pairs

    bool operator==(const Alignment&) const = default;
};

/// Aligns the tokens of two texts or pictures. Equal axes: identity. Else by source byte: the texts'
/// common parts (commonBlocks) say which bytes are the same; two tokens are partners if at least half
/// of their bytes are, two patches if they overlap by half as shares of their pictures, the best
/// first. Added tokens (no source) are paired with those of their kind and segment in order.
[[nodiscard]] Alignment alignTokens(const Axis& a, const Sample& sampleA, const Axis& b,
                                    const Sample& sampleB);

/// A map of B in the coordinates of A: the value of the partners, NaN where query or key has none.
[[nodiscard]] Grid inCoordinatesOfA(const Grid& b, const Alignment& queries,
                                    const Alignment& keys);

/// A − B in the coordinates of A, NaN where query or key has no partner.
[[nodiscard]] Grid difference(const Grid& a, const Grid& b, const Alignment& queries,
                              const Alignment& keys);

/// The mean Jensen–Shannon divergence, in nats, of the rows that have a partner. A key without one
/// counts as weight 0 on the other side. NaN where no row can be compared.
[[nodiscard]] double alignedDivergence(const Grid& a, const Grid& b, const Alignment& queries,
                                       const Alignment& keys);

} // namespace vitrine::analysis
