#pragma once

#include "core/text/stages.h"

#include <cstddef>
#include <vector>

namespace vitrine::text {

/// A lattice from its edges, in the order of Lattice::edges: probabilities by forward and backward
/// sums of exp(score), the ten best ways, the entropy. `way` is the one that the model took, as
/// places of its edges: it comes first. Precondition: it is made of edges and covers `bytes`.
[[nodiscard]] Lattice makeLattice(std::vector<LatticeEdge> edges, std::size_t bytes,
                                  const std::vector<Span>& way);

} // namespace vitrine::text
