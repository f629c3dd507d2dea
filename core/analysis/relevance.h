#pragma once

#include "core/base/grid.h"

#include <array>
#include <cstddef>

namespace vitrine::analysis {

/// How much tokens of two kinds count for each other, followed through the layers from the first to
/// the last (Chefer, Gur, Wolf: 2103.15679, section 3). Kinds are 0 and 1; a model with one kind
/// uses kind 0 alone. `map`: relevance of one layer's attention [queries × keys], heads folded.
/// Wrong shapes throw std::invalid_argument.
class CrossRelevance {
public:
    CrossRelevance(std::size_t first, std::size_t second);

    /// Self-attention of a kind: R_ss += Ā R_ss, R_sq += Ā R_sq.
    void self(int kind, const Grid& map);

    /// Queries of a kind look at the other: R_sq += R̄_ssᵀ Ā R̄_qq, R_ss += Ā R_qs.
    void cross(int kind, const Grid& map);

    /// Both look at each other in one layer: both changes are made of what was before it.
    void coAttend(const Grid& firstOverSecond, const Grid& secondOverFirst);

    /// How much tokens `of` a kind (rows) owe to tokens `on` a kind (columns).
    [[nodiscard]] const Grid& of(int kind, int on) const { return maps_[index(kind, on)]; }

private:
    [[nodiscard]] static std::size_t index(int kind, int on) {
        return static_cast<std::size_t>(2 * kind + on);
    }

    /// What cross-attention adds to R_sq and to R_ss.
    [[nodiscard]] std::array<Grid, 2> crossChange(int kind, const Grid& map) const;

    std::array<Grid, 4> maps_; ///< R_00, R_01, R_10, R_11
};

/// R̄: R without the identity, each row divided by its sum (a row of zeros stays one), and the
/// identity again.
[[nodiscard]] Grid rowsNormalised(const Grid& relevance);

} // namespace vitrine::analysis
