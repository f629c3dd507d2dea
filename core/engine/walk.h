#pragma once

#include "core/base/grid.h"

#include <cstddef>
#include <string>
#include <vector>

namespace vitrine::engine {

/// Which stretch of a forward pass one position is followed through.
struct WalkRequest {
    int axis = 0;   ///< of the trace: 1 is what a decoder beside an encoder reads
    int layer = -1; ///< −1: the embedding; else a layer of the stack
    std::size_t position = 0;
    int head = 0; ///< whose values are asked for
};

/// The followed position after one step: "word", "position" (or "sinusoid"), "type", "sum", "norm" in the
/// embedding;
/// "input", "attention", "residual", "norm", "inner", "feed-forward", … in a layer (of a decoder beside an
/// encoder also "cross-attention"), in the order in which they run.
struct WalkStep {
    std::string name;
    std::vector<float> values; ///< D components; of "inner" the width of the feed-forward layer
};

/// One position on its way through the embedding or one layer, recomputed in fp32.
struct Walk {
    std::vector<WalkStep> steps;
    Grid values;              ///< [T × d]: the value vector of each position, for the head; layers only
    std::vector<float> mixed; ///< d: what the head hands on, Σ weight · value; layers only
};

} // namespace vitrine::engine
