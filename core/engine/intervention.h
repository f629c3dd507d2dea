#pragma once

#include "core/engine/site.h"

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::engine {

class Trace;

/// Scales what a head hands on: 1 = as it is, 0 = taken out.
struct HeadGate {
    HeadRef head;
    float gate = 0; ///< 0 … 2
};

/// Changes weights in one row of one head's attention.
struct AttentionEdit {
    HeadRef head;
    std::size_t query = 0;
    std::vector<std::pair<std::size_t, float>> weights; ///< key and its new weight, 0 … 1
    bool renormalise = true;                            ///< the others share what is left
};

enum class PatchPlace { Residual, HeadOutput, Query, Key, Value, Mlp };

/// Puts activations of another Sample in the place of this one's.
struct ActivationPatch {
    PatchPlace place = PatchPlace::Residual;
    std::string tower;
    int layer = 0; ///< Residual: what enters the layer; the number of layers = what leaves the last
    SiteKind kind = SiteKind::Self; ///< of HeadOutput, Query, Key and Value
    int head = -1;                  ///< of the same; −1 = all
    /// Positions in the other Sample and in this one; empty = all, which needs equal lengths.
    std::vector<std::pair<std::size_t, std::size_t>> positions;
};

/// How a forward pass is changed while it runs.
struct Intervention {
    std::vector<HeadGate> gates;
    std::vector<AttentionEdit> edits;
    std::vector<ActivationPatch> patches;
    std::shared_ptr<const Trace> from; ///< the other Sample of `patches`
};

} // namespace vitrine::engine
